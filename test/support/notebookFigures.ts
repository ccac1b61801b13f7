/** The figures of a notebook, from the code of its own cells, run with the source of `lib/`. */

import { transformSync } from "esbuild";
import * as lib from "../../lib/index.js";
import { memoize } from "../../lib/internal/memoize.js";
import { readNotebook } from "./prose.js";

/**
 * What a notebook shows with `show`, by the id of the cell: all of it, or what comes before a failure.
 */
const run = memoize((name: string) => {
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
  let failure: unknown;
  try {
    new Function(...Object.keys(globals), code)(...Object.values(globals));
  } catch (error) {
    failure = error;
  }
  return { shown, failure };
}, 2);

/** One of the seven figures of the notebook of 2021-12-06. */
export function originalFigure(number: number): lib.Figure {
  const { shown, failure } = run("2021-12-06_local_HH_dV_shape");
  const figure = shown.get(`figure-${number}`);
  if (!figure) throw failure;
  return figure as lib.Figure;
}

/** All of them. */
export const originalFigures = () => [1, 2, 3, 4, 5, 6, 7].map(originalFigure);
