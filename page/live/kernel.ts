/** The kernel of a page: a worker that runs cells, one after the other, and sends what they show. */

import { formatWithOptions } from "node-inspect-extracted";
import type * as Browser from "../../lib/browser/library.js";
import { type KernelCell, next, update } from "./cells.js";
import { CellError, linesBefore } from "./compile.js";
import type {
  DrawnFigure,
  Failure,
  FromKernel,
  Library,
  Output,
  Request,
  ToKernel,
} from "./protocol.js";

declare const library: Library;

/** What one cell prints beyond this many characters is cut off. */
const mostText = 1_000_000;

const cells: KernelCell[] = [];
/** The figures of each cell as they were given, for those who ask for their numbers. */
const specs = new Map<number, ReturnType<Library["linePlot"]>["spec"][]>();
/** Their pictures, as they last stood still; and whose are coarser now, since a number moves. */
const still = new Map<number, Browser.FigurePicture[]>();
const coarse = new Set<number>();
let request: Request | undefined;
let port: MessagePort;
let running = -1;
let isBusy = false;

const post = (message: FromKernel) => port.postMessage(message);

let printed = { stream: "stdout" as "stdout" | "stderr", text: "", total: 0 };

function print(stream: "stdout" | "stderr", values: unknown[]): void {
  if (printed.total > mostText) return;
  if (printed.stream !== stream) flush();
  const whole = `${formatWithOptions({}, ...values)}\n`;
  const text = whole.slice(0, mostText - printed.total);
  printed = { stream, text: printed.text + text, total: printed.total + whole.length };
  if (printed.total > mostText) printed.text += "\n… and more, which the page leaves out\n";
  if (printed.text.length > 50_000) flush();
}

function flush(): void {
  const { stream, text } = printed;
  if (text !== "") post({ cell: running, output: { stream, text } });
  printed.text = "";
}

function show(output: Output): void {
  flush();
  post({ cell: running, output });
}

const ownConsole = globalThis.console as unknown as Record<string, unknown>;
for (const name of ["log", "info", "debug"]) {
  ownConsole[name] = (...values: unknown[]) => print("stdout", values);
}
for (const name of ["warn", "error", "trace"]) {
  ownConsole[name] = (...values: unknown[]) => print("stderr", values);
}

library.onDisplay((displayed) => {
  if ("interactive" in displayed) {
    show({ interactive: displayed.interactive, text: displayed.description });
  } else if ("data" in displayed) {
    show({ data: displayed.data });
  } else {
    const { spec, description } = displayed.figure as ReturnType<Library["linePlot"]>;
    const own = specs.get(running) ?? [];
    const before = request?.only && still.get(running)?.[own.length];
    own.push(spec);
    if (before) coarse.add(running);
    const figure = drawn(spec, before);
    if (!before) hold(running, own.length - 1, figure);
    show({
      figure,
      text: description,
      scale: displayed.scale,
    });
  }
});

function drawn(spec: Browser.FigureSpec, before?: Browser.FigurePicture): DrawnFigure {
  const picture = library.pictureOf(library.layoutFigure(spec, before));
  return { picture, isCoarse: before !== undefined, words: library.describe(spec) };
}

function hold(cell: number, figure: number, { picture }: DrawnFigure): void {
  const pictures = still.get(cell) ?? [];
  pictures[figure] = picture;
  still.set(cell, pictures);
}

/** What was coarse while a number moved is drawn in full now that it rests. */
function refine(): void {
  for (const cell of coarse) {
    const full = (specs.get(cell) ?? []).map((spec) => drawn(spec));
    for (const [i, figure] of full.entries()) hold(cell, i, figure);
    post({ cell, full });
  }
  coarse.clear();
}

function importModule(name: string): object {
  if (/^(\.\.\/)+lib(\/index(\.js|\.ts)?)?\/?$|^local-hh-dv-shape$/.test(name)) return library;
  throw new CellError(`Cannot find module '${name}': a page has only "../lib"`);
}

/** Lets messages in that have arrived meanwhile. */
const { port1, port2 } = new MessageChannel();
const breathe = () =>
  new Promise<void>((resolve) => {
    port1.onmessage = () => resolve();
    port2.postMessage(undefined);
  });

async function work(): Promise<void> {
  if (isBusy) return;
  isBusy = true;
  for (;;) {
    await breathe();
    const i = next(cells, request?.only);
    if (i === undefined) break;
    await run(i);
  }
  if (!request?.only) refine();
  isBusy = false;
  post({ idle: true });
}

async function run(i: number): Promise<void> {
  const cell = cells[i];
  running = i;
  cell.isStale = false;
  specs.set(i, []);
  coarse.delete(i);
  printed = { stream: "stdout", text: "", total: 0 };
  post({ began: i });
  let failure: Failure | undefined;
  try {
    const missing = [...cell.definers.values()].find((j) => cells[j].status !== "ok");
    if (missing === undefined) await perform(cell, i);
    else failure = { waitsFor: missing };
  } catch (error) {
    failure = failureOf(error, i);
  }
  flush();
  cell.status = failure ? "failed" : "ok";
  if (failure) cell.values = {};
  post({ cell: i, failure });
}

async function perform({ compiled, problem, definers }: KernelCell, i: number): Promise<void> {
  if (!compiled) throw problem;
  for (const [name, position] of compiled.inputs) {
    const definer = definers.get(name);
    if (definer === undefined && !(name in globalThis)) {
      throw new CellError(`Cannot find name '${name}'.`, position);
    }
    if (!compiled.assigned.includes(name)) continue;
    const isConstant =
      definer === undefined || cells[definer].compiled?.constants.has(name) === true;
    if (isConstant) {
      throw new CellError(`Cannot assign to '${name}' because it is a constant.`, position);
    }
  }
  const names = [...definers.keys()];
  const values = names.map((name) => cells[definers.get(name) ?? -1]?.values[name]);
  const call = cells[i].functionOf(names, fileOf(i));
  let value: unknown;
  const handOver = (last: unknown) => {
    value = last;
    return last;
  };
  cells[i].values = await call(importModule, handOver, ...values);
  if (value !== undefined && value !== null) print("stdout", [value]);
}

const fileOf = (i: number) => `cell-${i}.ts`;

/** An error with the place in the cell's text where it was thrown, or that was running. */
function failureOf(error: unknown, i: number): Failure {
  if (error instanceof CellError) return { message: error.message, ...error.position };
  if (!(error instanceof Error)) return { message: `Uncaught ${formatWithOptions({}, error)}` };
  const message = `${error.name}: ${error.message}`;
  // Chromium names the cell, Firefox only what it is: evaluated.
  const places = [...(error.stack ?? "").matchAll(/(?:cell-(\d+)\.ts|> eval):(\d+):(\d+)/g)];
  const place = places.find(([, cell]) => cell === undefined || Number(cell) === i);
  if (!place) return { message };
  const [, , line, column] = place.map(Number);
  return { message, ...cells[i].compiled?.original(line - linesBefore, column) };
}

/** The numbers of a figure: a column for each x and y. */
function csvOf(cell: number, figure: number): string {
  const panels = specs.get(cell)?.[figure]?.panels ?? [];
  const columns = panels.flatMap(({ series = [], x, y }) =>
    series.flatMap((line, j) => {
      const name = line.label ?? y.label ?? `y${j + 1}`;
      return [
        { name: x.label ?? "x", values: line.x },
        { name, values: line.y },
      ];
    }),
  );
  const quoted = (text: string) => `"${text.replaceAll('"', '""').replaceAll("\n", " ")}"`;
  const length = Math.max(0, ...columns.map(({ values }) => values.length));
  const rows = Array.from({ length }, (_, i) =>
    columns.map(({ values }) => values[i] ?? "").join(","),
  );
  return `${columns.map(({ name }) => quoted(name)).join(",")}\n${rows.join("\n")}\n`;
}

function receive(message: ToKernel): void {
  if ("library" in message) {
    library.useLibrarySource(message.library);
    library.useFacts(() => ({
      built: message.built,
      page: { browser: request?.browser ?? "", edited: [...(request?.edited ?? [])] },
    }));
  } else if ("csv" in message) {
    post({ csv: csvOf(...message.csv) });
  } else {
    request = message;
    update(cells, message.sources, message.changed);
    post({ stale: [...cells.keys()].filter((i) => cells[i].isStale) });
    void work();
  }
}

globalThis.onmessage = ({ ports }: MessageEvent) => {
  [port] = ports;
  port.onmessage = ({ data }: MessageEvent<ToKernel>) => receive(data);
};
globalThis.onunhandledrejection = (event: PromiseRejectionEvent) => {
  event.preventDefault();
  print("stderr", ["Uncaught (in promise)", event.reason]);
  flush();
};
