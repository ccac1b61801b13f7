/** The code of a notebook's cells, run with the source of `lib/`. */

import { transformSync } from "esbuild";
import * as lib from "../../lib/index.js";
import { readNotebook } from "./prose.js";

/**
 * Runs some cells of a notebook, in its order, and returns the values of some of their variables.
 *
 * @param ids of the cells, without those that only show something
 * @param names of the variables
 * @param edit what a reader changes in the code, which must be there
 */
export function runCells(
  notebook: string,
  ids: readonly string[],
  names: readonly string[],
  edit: readonly [was: string, is: string] = ["", ""],
): Record<string, unknown> {
  const cells = readNotebook(notebook).cells.filter(({ id }) => ids.includes(id));
  const code = cells.map((cell) => cell.code).join("\n");
  if (cells.length < ids.length || !code.includes(edit[0])) {
    throw new RangeError(`${notebook} has not all of ${ids}, or nowhere ${edit[0]}`);
  }
  const edited = `${code.replace(edit[0], edit[1])}\nreturn { ${names.join(", ")} };`;
  const { code: js } = transformSync(`(() => {${edited}})`, { loader: "ts" });
  return new Function(...Object.keys(lib), `return ${js.trim().replace(/;$/, "")}();`)(
    ...Object.values(lib),
  );
}
