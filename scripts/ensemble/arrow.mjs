/** Runs as files: one Apache Arrow table each, which pandas, polars, R, Julia and DuckDB read. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import {
  columnFromArray,
  field,
  float64,
  int64,
  list,
  Table,
  tableFromIPC,
  tableToIPC,
  uint32,
} from "@uwdata/flechette";
import { replaceFile } from "../notebooks/replace.mjs";
import { UserError } from "../setup/run.mjs";
import { units } from "./units.mjs";

/** @typedef {import("./arguments.mjs").Plan} Plan */
/** @typedef {import("../../lib/index.js").EnsembleRun} EnsembleRun */
/** @typedef {import("../../lib/index.js").RunSummary} RunSummary */
/** @typedef {{ [name: string]: unknown[] }} Columns */

/** Under these keys a file says what its ensemble is, and what the hash of its columns is. */
const PLAN = "plan";
const SHA256 = "sha256";

const scalar = float64();
const several = list(float64());

/**
 * The columns of the table of a plan, with their types and units.
 * @param {Plan} plan
 */
function schemaOf({ values, traceEvery }) {
  return [
    { name: "run", type: int64(), unit: "1" },
    { name: "seed", type: uint32(), unit: "1" },
    ...Object.keys(values).map((name) => ({ name, type: scalar, unit: units[name].SI })),
    ...["V_mean", "V_std", "V_min", "V_max"].map((name) => ({ name, type: scalar, unit: "V" })),
    { name: "n_mean", type: scalar, unit: "1" },
    { name: "spike_times", type: several, unit: "s" },
    ...(traceEvery === undefined
      ? []
      : [
          { name: "trace_V", type: several, unit: "V" },
          { name: "trace_n", type: several, unit: "1" },
        ]),
  ];
}

/**
 * The columns of these runs, of which the first has number `first` in its ensemble.
 * @param {Plan} plan
 * @param {number} first
 * @param {EnsembleRun[]} runs
 * @param {RunSummary[]} summaries
 * @returns {Columns}
 */
export function columnsOf(plan, first, runs, summaries) {
  const names = /** @type {(keyof EnsembleRun)[]} */ (Object.keys(plan.values));
  return {
    run: runs.map((_, i) => first + i),
    seed: runs.map(({ seed }) => seed),
    ...Object.fromEntries(names.map((name) => [name, runs.map((run) => run[name])])),
    V_mean: summaries.map(({ V_mean }) => V_mean),
    V_std: summaries.map(({ V_std }) => V_std),
    V_min: summaries.map(({ V_min }) => V_min),
    V_max: summaries.map(({ V_max }) => V_max),
    n_mean: summaries.map(({ n_mean }) => n_mean),
    spike_times: summaries.map(({ spikeTimes }) => spikeTimes),
    trace_V: summaries.map(({ trace }) => trace?.V),
    trace_n: summaries.map(({ trace }) => trace?.n),
  };
}

/**
 * Writes a file that is whole, or not there, whenever this process is killed.
 * @param {string} path
 * @param {Plan} plan
 * @param {Columns} columns
 */
export function writeRuns(path, plan, columns) {
  const schema = schemaOf(plan);
  const metadata = new Map([
    [PLAN, JSON.stringify(plan)],
    [SHA256, checksum(schema.map(({ name }) => [name, columns[name]]))],
  ]);
  const fields = schema.map(({ name, type, unit }) =>
    field(name, type, false, new Map([["unit", unit]])),
  );
  const data = schema.map(({ name, type }) => columnFromArray(columns[name], type));
  const table = new Table({ fields, metadata }, data);
  const bytes = tableToIPC(table, { format: "file" });
  if (bytes === null) throw new Error("writeRuns: the table was not encoded");
  replaceFile(path, bytes);
}

/**
 * @param {string} path
 * @returns {{ plan: Plan, columns: Columns }}
 * @throws {UserError} if it was cut off, has changed, or holds something else
 */
export function readRuns(path) {
  const bytes = readFileSync(path);
  const name = relative(process.cwd(), path);
  // A file begins and ends with these letters.
  const [first, last] = [bytes.subarray(0, 6), bytes.subarray(-6)].map(String);
  if (first !== MAGIC) throw new UserError(`${name} is not a file of runs`);
  const damaged = new UserError(`${name} is damaged: delete it and run again what made it`);
  if (last !== MAGIC) throw damaged;
  try {
    const table = tableFromIPC(bytes);
    const plan = JSON.parse(table.schema.metadata?.get(PLAN) ?? "");
    /** @type {[string, unknown[]][]} */
    const columns = table.names.map((name) => [name, [...table.getChild(name)]]);
    if (table.schema.metadata?.get(SHA256) !== checksum(columns)) throw damaged;
    return { plan, columns: Object.fromEntries(columns) };
  } catch {
    throw damaged;
  }
}

const MAGIC = "ARROW1";

/**
 * The SHA-256 of the columns' names and values, each list with its length before it.
 * @param {[string, unknown[]][]} columns
 */
function checksum(columns) {
  const hash = createHash("sha256");
  for (const [name, values] of columns) {
    hash.update(`${name}:${values.length};`);
    for (const value of values) {
      const numbers = typeof value === "object" ? [.../** @type {number[]} */ (value)] : [value];
      hash.update(Float64Array.of(numbers.length, ...numbers.map(Number)));
    }
  }
  return hash.digest("hex");
}
