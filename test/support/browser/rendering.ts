import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "mocha";
import { startRenderer } from "../../../scripts/notebooks/renderer.mjs";
import { python, pythonEnvironment, root } from "../../../scripts/setup/environment.mjs";

export interface Output {
  output_type: "display_data" | "execute_result" | "stream";
  data?: Record<string, string | string[]>;
  text?: string | string[];
}

export interface Cell {
  cell_type: "markdown" | "code" | "raw";
  source: string | string[];
  outputs?: Output[];
  metadata?: object;
  /** Of a code cell: its place, if nothing else is said; null if it has not run. */
  execution_count?: number | null;
}

/** Makes a folder for the files of the suite that calls it; it goes when the suite ends. */
export function useFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "page-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs a Python script of ours and returns its exit status and what it printed on stderr. */
export function runScript(
  script: string,
  ...args: string[]
): { status: number | null; stderr: string } {
  const options = { cwd: root, env: pythonEnvironment, encoding: "utf8" } as const;
  const { status, stderr, error } = spawnSync(python, [join("page", script), ...args], options);
  if (error) throw error;
  return { status, stderr };
}

let renderer: ReturnType<typeof startRenderer> | undefined;
after(() => renderer?.end());

/** Renders a notebook, as `npm start` does, and fails with the script's own words. */
export function render(notebook: string, page: string): Promise<void> {
  renderer ??= startRenderer();
  return renderer.render(notebook, page);
}

/** Writes a TypeScript notebook with these cells. */
export function writeNotebook(file: string, cells: Cell[]): void {
  const complete = cells.map((cell, i) => ({
    id: `cell-${i}`,
    metadata: {},
    ...(cell.cell_type === "code" ? { execution_count: i } : {}),
    ...cell,
    ...(cell.cell_type === "code" ? { outputs: (cell.outputs ?? []).map(whole) } : {}),
  }));
  const metadata = { language_info: { name: "typescript" } };
  writeFileSync(
    file,
    JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells: complete }),
  );
}

const whole = (output: Output) =>
  output.output_type === "stream"
    ? { name: "stdout", ...output }
    : {
        metadata: {},
        ...(output.output_type === "execute_result" ? { execution_count: 1 } : {}),
        ...output,
      };

export const markdown = (source: string): Cell => ({ cell_type: "markdown", source });
export const displayed = (data: Record<string, string>): Cell => ({
  cell_type: "code",
  source: "show(something);",
  outputs: [{ output_type: "display_data", data }],
});
