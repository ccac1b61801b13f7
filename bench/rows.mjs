/** What is measured, against whom, and how fast it is to be. */

import { join } from "node:path";
import { python as jupyterPython, root } from "../scripts/setup/environment.mjs";

/** @typedef {import("./measure.mjs").Row} Row */

/**
 * @param {object} machine  what this machine has
 * @param {string} machine.python  the peers' Python
 * @param {string} [machine.noPython]  why there is none
 * @param {{ euler?: string, native?: string, tables?: string, ensemble?: string }} machine.c  the
 *   compiled C programs
 * @param {string} machine.input  a file with the input of 2 s
 * @param {string} machine.spikingInput  a file with an input of 2 s that makes spikes
 * @param {string} machine.longInput  a file with 10⁷ steps of input
 * @param {string} machine.folder  for what the programs write
 * @returns {Row[]}
 */
export function rowsFor(machine) {
  const { python, noPython, c, input, spikingInput, longInput, folder } = machine;
  const bench = join(root, "bench");
  const node = process.execPath;
  const ours = (/** @type {string} */ task, runs = 21, file = input, name = "lib") => ({
    name,
    program: node,
    args: [join(bench, "ours.mjs"), task, String(runs), file],
  });
  const peer = (
    /** @type {string} */ name,
    /** @type {string} */ task,
    /** @type {number} */ runs,
  ) => ({
    name,
    program: python,
    args: [join(bench, "peers.py"), task, String(runs)],
    missing: noPython,
  });
  const on = (/** @type {ReturnType<typeof peer>} */ contender, file = input) => ({
    ...contender,
    args: [...contender.args, file],
  });
  const C = (
    /** @type {string} */ name,
    /** @type {string | undefined} */ program,
    /** @type {string[]} */ args,
    /** @type {number | undefined} */ target = undefined,
  ) => ({
    name,
    program: program ?? "",
    args,
    target,
    missing: program ? undefined : "no C compiler found that compiles it",
  });
  const euler = (/** @type {number} */ target, file = input, runs = 21) =>
    C("C, -O3", c.euler, [file, String(runs)], target);
  const tables = (file = input) => C("C with the same tables, -O3", c.tables, [file, "21"], 1.15);
  const timed = (
    /** @type {string} */ name,
    /** @type {string} */ program,
    /** @type {string[]} */ ...args
  ) => ({
    name,
    program: node,
    args: [join(bench, "timed.mjs"), program, ...args],
  });
  return [
    {
      name: "euler",
      title: "200,000 Euler steps of the 2-D model",
      ours: ours("euler"),
      peers: [
        euler(0.4),
        C("C, -O3 -march=native -ffast-math", c.native, [input, "21"]),
        tables(),
        on(peer("numba", "euler_numba", 21)),
        { ...on(peer("Python loop", "euler_python", 1)), target: 1 / 300 },
        on(peer("brian2", "euler_brian2", 1)),
      ],
    },
    {
      name: "spikes",
      title: "the same, with spikes",
      ours: ours("euler", 21, spikingInput),
      peers: [euler(0.45, spikingInput), tables(spikingInput)],
      // A spike magnifies the differences of rounding.
      tolerance: 1e-9,
    },
    {
      name: "tenth",
      title: "the same, the tenth parameter set in one process",
      ours: ours("tenth"),
      peers: [{ ...ours("euler", 21, input, "the first"), target: 1.1 }],
    },
    {
      name: "long",
      title: "one run of 10⁷ steps",
      ours: ours("long", 1, longInput),
      peers: [euler(0.55, longInput, 3), on(peer("numba", "euler_numba", 3), longInput)],
    },
    {
      name: "noise",
      title: "200,000 normal numbers, smoothed by a window of 4800",
      ours: ours("noise"),
      peers: [{ ...peer("NumPy, SciPy", "noise_scipy", 5), target: 0.09 }],
    },
    {
      name: "newton",
      title: "both roots of V̇",
      ours: ours("newton", 101),
      peers: [{ ...peer("scipy.optimize.newton", "newton_scipy", 11), target: 0.01 }],
      // SciPy stops at a step of 1.5·10⁻⁸ V.
      tolerance: 1e-6,
    },
    {
      name: "grid",
      title: "V̇ at 1000 × 1000 (V, n)",
      ours: ours("grid"),
      peers: [
        { ...peer("NumPy", "grid_numpy", 11), target: 0.7 },
        { ...peer("NumPy, exp of 1000 V only", "grid_broadcast", 11), target: 1.2 },
      ],
    },
    {
      name: "ensemble",
      title: "1000 runs of 2 s, two threads",
      ours: ours("ensemble", 1),
      peers: [
        { ...peer("numba, two threads", "ensemble_numba", 1), target: 0.9 },
        C("C, OpenMP, eight runs in a register", c.ensemble, ["1000"], 1.8),
        { ...ours("ensembleOnOneCore", 1, input, "one thread"), target: 1 / 1.8 },
      ],
      rounds: 1,
      tolerance: 1e-9,
    },
    {
      name: "start",
      title: "`npm start`, whole process",
      ours: timed(
        "npm start",
        node,
        join(root, "scripts", "start.mjs"),
        "2021-12-06_local_HH_dV_shape",
      ),
      peers: [
        {
          ...timed("nbclient, ipykernel, matplotlib", python, join(bench, "original.py"), folder),
          target: 0.5,
          missing: noPython,
        },
      ],
    },
  ];
}

/** What has no peer, but a limit: programs that print JSON, and what of it is to be below what. */
export const limits = [
  {
    name: "figures",
    program: process.execPath,
    args: ["--require", "tsx/cjs", join(root, "bench", "figures.ts")],
    read: (/** @type {{ ms: number, bytes: number }[]} */ figures) => [
      { what: "figure 7, of 6 × 200,000 points", value: figures[6].ms, unit: "ms", limit: 150 },
      { what: "figure 7", value: figures[6].bytes / 1000, unit: "KB", limit: 200 },
      {
        what: "slowest of figures 1 to 6",
        value: Math.max(...figures.slice(0, 6).map(({ ms }) => ms)),
        unit: "ms",
        limit: 60,
      },
      {
        what: "largest of figures 1 to 6",
        value: Math.max(...figures.slice(0, 6).map(({ bytes }) => bytes)) / 1000,
        unit: "KB",
        limit: 40,
      },
    ],
  },
  {
    name: "explorable",
    program: process.execPath,
    args: ["--require", "tsx/cjs", join(root, "bench", "explorable.ts")],
    // A browser draws 60 times a second, and no faster.
    read: (
      /** @type {{ slider: string, picture: "voltage" | "simulation" | "plane", ms: number }[]} */ moves,
    ) =>
      moves.map(({ slider, picture, ms }) => ({
        what: `from one picture of the ${picture} to the next, as ${slider} moves`,
        value: ms,
        unit: "ms",
        limit: { voltage: 17, simulation: 36, plane: 25 }[picture],
      })),
  },
  {
    name: "page",
    program: process.execPath,
    args: ["--require", "tsx/cjs", join(root, "bench", "page.ts")],
    read: (
      /** @type {Record<"first" | "second" | "edit" | "Vdot" | "simulation", number>} */ ms,
    ) => [
      {
        what: "all cells of the first notebook's page, from the click",
        value: ms.first,
        unit: "ms",
        limit: 800,
      },
      { what: "the same, the second notebook", value: ms.second, unit: "ms", limit: 3000 },
      { what: "from an edit of g_L to the last output", value: ms.edit, unit: "ms", limit: 500 },
      {
        what: "from one picture of V̇ to the next, as a number moves",
        value: ms.Vdot,
        unit: "ms",
        limit: 20,
      },
      {
        what: "the same, the simulation's four panels",
        value: ms.simulation,
        unit: "ms",
        limit: 100,
      },
    ],
  },
  {
    name: "kernel",
    program: jupyterPython,
    args: [join(root, "bench", "kernel.py")],
    read: (/** @type {{ first: number, imported: number, figure: number }} */ kernel) => [
      { what: "kernel's launch to its first result", value: kernel.first, unit: "s" },
      { what: "import of lib, in the first cell", value: kernel.imported, unit: "s" },
      { what: "first figure", value: kernel.figure, unit: "s" },
    ],
  },
];
