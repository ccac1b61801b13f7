/** What the page and its kernel, a worker, say to each other; and what a page carries. */

import type * as Browser from "../../lib/browser/library.js";
import type { ReproInfo } from "../../lib/repro/info.js";

export type Library = typeof Browser;

/** The page's request: what the cells are, and which of them are to run with all that depend on them. */
export interface Request {
  readonly sources: readonly string[];
  readonly changed: readonly number[];
  /** While a number moves: only these cells, and what they need, run; the others when it rests. */
  readonly only?: readonly number[];
  /** The names of the edited cells, and who the browser says that it is. */
  readonly edited: readonly string[];
  readonly browser: string;
}

export interface Begin {
  readonly library: string;
  readonly built: Omit<ReproInfo, "when">;
}

export interface CsvQuestion {
  readonly csv: readonly [cell: number, figure: number];
}

export type ToKernel = Begin | Request | CsvQuestion;

export interface DrawnFigure {
  readonly picture: Browser.FigurePicture;
  /** Whether it is coarser than it could be, since a number moves. */
  readonly isCoarse: boolean;
  readonly words: ReturnType<Library["describe"]>;
}

/** One output of a cell. */
export type Output =
  | { readonly stream: "stdout" | "stderr"; readonly text: string }
  | { readonly data: Readonly<Record<string, string>> }
  | { readonly figure: DrawnFigure; readonly text: string; readonly scale: number }
  | { readonly interactive: Browser.InteractiveData; readonly text: string };

/** Why a cell has no result. */
export type Failure =
  | { readonly message: string; readonly line?: number; readonly column?: number }
  | { readonly waitsFor: number };

export type FromKernel =
  | { readonly stale: readonly number[] }
  | { readonly began: number }
  | { readonly cell: number; readonly output: Output }
  /** The figures of a cell, which were coarser while a number moved. */
  | { readonly cell: number; readonly full: readonly DrawnFigure[] }
  | { readonly cell: number; readonly failure: Failure | undefined }
  | { readonly idle: true }
  | { readonly csv: string };

/** What the exporter packs into a page, and the library that stands beside it. */
export interface Pack {
  readonly library: string;
  readonly kernel: string;
  readonly live: string;
  readonly style: string;
  readonly frame: string;
  /** What frames of figures with controls are made of, and where the page has the library for them. */
  readonly parts: Omit<Browser.Parts, "library">;
  readonly libraryId: string;
  /** What frames.py puts before scripts of frames. */
  readonly guard: string;
  readonly built: Omit<ReproInfo, "when">;
  readonly descriptions: Descriptions;
  readonly notebook: Notebook;
}

/** A declaration and its docstring. */
export interface Description {
  readonly text: string;
  readonly doc: string;
}

/** Of what the library exports, and of the properties of its objects; made by descriptions.mjs. */
export interface Descriptions {
  readonly names: Readonly<Record<string, Description>>;
  readonly members: Readonly<Record<string, readonly Description[]>>;
}

export interface NotebookCell {
  readonly id: string;
  readonly cell_type: string;
  readonly source: string;
  readonly metadata: object;
}

export interface Notebook {
  readonly name: string;
  readonly cells: readonly NotebookCell[];
  readonly metadata: object;
}
