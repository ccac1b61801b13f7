/** What a notebook imports: `import { … } from "../lib"`. */

export * from "./units.js";
