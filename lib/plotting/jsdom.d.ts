/** The part of jsdom that drawing uses; `@types/jsdom` would declare all names of the DOM. */
declare module "jsdom" {
  export class JSDOM {
    constructor(source: string, options?: { contentType?: string });
    readonly window: {
      readonly document: import("./dom.js").SvgDocument & {
        readonly documentElement: import("./dom.js").SvgElement;
      };
      readonly XMLSerializer: new () => { serializeToString(node: unknown): string };
    };
  }
}
