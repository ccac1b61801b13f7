/**
 * The library in a reader's browser: one classic script, which makes the global `library`.
 *
 * It is bundled by scripts/setup/bundle.mjs, with what only Node can do replaced: see the files beside this one.
 * In a document, `renderSvg` draws figures; in a worker, which has no document, `pictureOf` gives
 * what a document draws by `drawPicture`. What cells display goes to the function given to
 * `onDisplay`.
 */

export * from "../index.js";
export * as explorableFigures from "../interactive/explorableFigures.js";
export { startFigure } from "../interactive/frame/main.js";
export { serveFigure } from "../interactive/frame/part.js";
export {
  type Hashes,
  liveFrameHtml,
  outputHtml,
  type Parts,
  standInScale,
} from "../interactive/html.js";
export { describe } from "../plotting/describe.js";
export { drawFigure, drawPicture } from "../plotting/draw.js";
export { type FigurePicture, layoutFigure, pictureOf } from "../plotting/layout/layout.js";
export type { FigureSpec } from "../plotting/spec.js";
export { type Displayed, onDisplay } from "./display.js";
export type { InteractiveData } from "./interactive.js";
export { serveBatches, useLibrarySource } from "./pool.js";
export { renderSvg } from "./renderer.js";
export { useFacts } from "./repro.js";
