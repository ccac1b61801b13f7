/** The figures of a notebook, from the code of its own cells, run with the source of `lib/`. */

import { transformSync } from "esbuild";
import * as lib from "../../lib/index.js";
import { memoize } from "../../lib/internal/memoize.js";
import { readNotebook } from "./prose.js";

/** Everything that a notebook shows with `show`, by the id of the cell, in the notebook's order. */
export const shownIn = memoize((name: string): Map<string, lib.Showable> => {
  const shown = new Map<string, lib.Showable>();
  const cells = readNotebook(name).cells.filter(({ code }) => code !== "");
  const source = cells.map(({ id, code }) => `startCell(${JSON.stringify(id)});\n${code}`);
  const { code } = transformSync(source.join("\n"), { loader: "ts", format: "cjs" });
  let cell = "";
  const globals = {
    require: () => ({
      ...lib,
      show: (figure: lib.Showable) => shown.set(cell, figure),
      showTable: () => {},
      printReproducibilityInfo: () => {},
    }),
    exports: {},
    console: { log: () => {} },
    startCell: (id: string) => {
      cell = id;
    },
  };
  new Function(...Object.keys(globals), code)(...Object.values(globals));
  return shown;
}, 2);

/** The seven figures of the notebook of 2021-12-06. */
export function originalFigures(): lib.Figure[] {
  const shown = shownIn("2021-12-06_local_HH_dV_shape");
  return Array.from({ length: 7 }, (_, i) => shown.get(`figure-${i + 1}`) as lib.Figure);
}
