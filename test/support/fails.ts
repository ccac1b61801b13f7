import { strict as assert } from "node:assert";

/** Asserts that a script failed, and how it said so: in one last line, without a stack. */
export function assertFails(
  { code, output }: { code: number | null; output: string },
  last: RegExp,
): void {
  assert.equal(code, 1, output);
  assert.match(output.trimEnd().split("\n").at(-1) ?? "", last);
  assert.doesNotMatch(output, /^ {4}at |^Traceback/m);
}
