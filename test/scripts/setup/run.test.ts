import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { run } from "../../../scripts/setup/run.mjs";

describe("run", () => {
  it("keeps what a program prints for programs apart from what it says to people", async () => {
    const code = 'console.error("a warning"); console.log("42");';
    const { code: exitCode, stdout, output } = await run(process.execPath, ["-e", code]);
    assert.deepEqual({ exitCode, stdout }, { exitCode: 0, stdout: "42\n" });
    assert.deepEqual(output.trim().split("\n").sort(), ["42", "a warning"]);
  });

  it("says with code 127 that there is no such program", async () => {
    const { code, stdout, output } = await run("no-such-program", []);
    assert.deepEqual({ code, stdout }, { code: 127, stdout: "" });
    assert.match(output, /no-such-program/);
  });
});
