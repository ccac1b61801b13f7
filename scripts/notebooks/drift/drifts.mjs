/** What differs between a committed notebook and the same notebook re-executed. */

import { isDeepStrictEqual } from "node:util";
import { differences } from "./numbers.mjs";
import { svgDifferences } from "./svg.mjs";

/** How many differences of one output are shown. */
const MOST = 5;

/**
 * @typedef {object} Output
 * @property {"stream" | "display_data" | "execute_result" | "error"} output_type
 * @property {string} [name]
 * @property {string | string[]} [text]
 * @property {Record<string, string | string[]>} [data]
 */
/**
 * @typedef {object} Cell
 * @property {string} id
 * @property {"code" | "markdown" | "raw"} cell_type
 * @property {string | string[]} source
 * @property {{ tags?: string[] }} metadata
 * @property {number | null} [execution_count]
 * @property {Output[]} [outputs]
 */
/** @typedef {{ cells: Cell[], metadata: object, nbformat: number, nbformat_minor: number }} Notebook */

/**
 * Compares two notebooks, cell by cell, and returns one readable text for each difference.
 *
 * Everything has to agree: the cells and their order, their sources and tags, the kinds and the
 * order of outputs, and what they contain. Text agrees exactly, but for the rounding of numbers
 * (numbers.ts), vector graphics element by element (svg.ts); a PNG, which is drawn from the SVG
 * beside it, by its size in pixels. Of a cell tagged `volatile` only the kinds of output count.
 * @param {Notebook} committed
 * @param {Notebook} executed
 */
export function drifts(committed, executed) {
  const places = numbered(committed);
  const found = new Map(executed.cells.map((cell) => [cell.id, cell]));
  const known = new Set(committed.cells.map(({ id }) => id));
  const missing = committed.cells.filter(({ id }) => !found.has(id));
  const added = executed.cells.filter(({ id }) => !known.has(id));
  if (missing.length + added.length > 0) {
    return [
      ...missing.map((cell) => `${places.get(cell.id)} is missing: ${excerpt(cell)}`),
      ...added.map((cell) => `${numbered(executed).get(cell.id)} is new: ${excerpt(cell)}`),
    ];
  }
  const moved = committed.cells.findIndex(({ id }, index) => executed.cells[index].id !== id);
  if (moved >= 0) return [`${places.get(committed.cells[moved].id)} has changed its place`];

  const head = (/** @type {Notebook} */ { metadata, nbformat, nbformat_minor }) => [
    metadata,
    nbformat,
    nbformat_minor,
  ];
  const notebook = isDeepStrictEqual(head(committed), head(executed))
    ? []
    : [
        `the notebook's metadata: ${JSON.stringify(head(executed))}, was ${JSON.stringify(head(committed))}`,
      ];
  const cells = committed.cells.flatMap((cell, index) =>
    cellDrifts(cell, executed.cells[index]).map((text) => `${places.get(cell.id)} ${text}`),
  );
  return [...notebook, ...cells];
}

/**
 * What to call each cell: a code cell by the number that Jupyter shows.
 * @param {Notebook} notebook
 * @returns {Map<string, string>}
 */
function numbered({ cells }) {
  let count = 0;
  return new Map(
    cells.map((cell, index) => {
      const runs = cell.cell_type === "code" && joined(cell.source).trim() !== "";
      if (runs) count++;
      return [
        cell.id,
        runs ? `cell [${count}]` : `the ${cell.cell_type} cell at place ${index + 1}`,
      ];
    }),
  );
}

/**
 * @param {Cell} committed
 * @param {Cell} executed
 */
function cellDrifts(committed, executed) {
  const keys = /** @type {const} */ (["cell_type", "source", "metadata", "execution_count"]);
  const own = keys.flatMap((key) => {
    const [was, is] = [committed, executed].map((cell) =>
      key === "source" ? joined(cell.source) : cell[key],
    );
    const same = isDeepStrictEqual(was, is);
    return same ? [] : [`has another ${key}: ${JSON.stringify(is)}, was ${JSON.stringify(was)}`];
  });
  const [was, is] = [committed, executed].map(({ outputs = [] }) => outputs);
  const [kindsWere, kindsAre] = [was, is].map(
    (outputs) => outputs.map(kind).join("; ") || "nothing",
  );
  if (kindsWere !== kindsAre) return [...own, `shows ${kindsAre}, was ${kindsWere}`];
  if (committed.metadata.tags?.includes("volatile")) return own;
  return [...own, ...was.flatMap((output, index) => outputDrifts(output, is[index]))];
}

const kind = (/** @type {Output} */ { output_type, name, data = {} }) =>
  `${output_type} of ${name ?? Object.keys(data).sort().join(" + ")}`;

/**
 * @param {Output} committed
 * @param {Output} executed
 */
function outputDrifts(committed, executed) {
  if (committed.text !== undefined) {
    return differences(joined(committed.text), joined(executed.text)).map(
      (text) => `printed ${text}`,
    );
  }
  return Object.entries(committed.data ?? {}).flatMap(([type, content]) => {
    const [was, is] = [joined(content), joined(executed.data?.[type])];
    if (was === is) return []; // as nearly always: parsing a figure takes a while
    const found =
      type === "image/png"
        ? pngDifferences(was, is)
        : type === "image/svg+xml"
          ? svgDifferences(was, is)
          : differences(sized(was), sized(is));
    const rest = found.length > MOST ? [`and ${found.length - MOST} more differences`] : [];
    return [...found.slice(0, MOST), ...rest].map((text) => `${type}: ${text}`);
  });
}

/**
 * @param {string} committed
 * @param {string} executed
 */
function pngDifferences(committed, executed) {
  const [was, is] = [committed, executed].map(pngSize);
  return was === is ? [] : [`${is}, was ${was}`];
}

/** @param {string} base64 */
function pngSize(base64) {
  const bytes = Buffer.from(base64, "base64");
  const isPNG = bytes.subarray(1, 4).toString("latin1") === "PNG" && bytes.length > 24;
  return isPNG ? `${bytes.readUInt32BE(16)}×${bytes.readUInt32BE(20)} pixels` : "no PNG";
}

/**
 * A text with the PNGs in its data URLs shown as their sizes, and without the library that figures
 * with controls take along: its source is compared by git.
 */
const sized = (/** @type {string} */ text) =>
  text
    .replace(/(?<=data:image\/png;base64,)[\w+/=]+/g, (base64) => pngSize(base64))
    .replace(/(?<=id=&quot;library&quot;&gt;)[\w+/=]+/g, "the library")
    .replace(/(?<=script-src )(?:&#39;|'|sha256-|[\w+/=]| )+/g, "hashes");

const joined = (/** @type {string | string[]} */ text = "") => [text].flat().join("");

const excerpt = (/** @type {Cell} */ { source }) => JSON.stringify(joined(source).slice(0, 60));
