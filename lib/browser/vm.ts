/** In a browser: what `node:vm` is used for, source that sees nothing but globals. */

/** Throws a SyntaxError unless the source is one. */
export class Script {
  constructor(source: string) {
    new Function(source);
  }
}

/** Runs the source, and gives the context its `definition`. */
export function runInNewContext(source: string, context: { definition?: unknown }): void {
  context.definition = new Function(`${source}\nreturn definition;`)();
}
