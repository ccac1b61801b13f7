import { strict as assert } from "node:assert";
import { afterEach, describe, it } from "mocha";
import {
  displayBundle,
  type MimeBundle,
  type MimeMetadata,
  runningKernel,
} from "../../../lib/internal/display.js";
import { linePlot, show } from "../../../lib/plotting.js";
import { printed } from "../../support/printed.js";

const bundle = { "text/html": "<b>5 mV</b>", "text/plain": "5 mV" };
const kernelFile = "/opt/tslab/dist/jupyter.js";
const cells = globalThis as { __tslab__?: unknown };

/** Puts a module into Node's cache, as a loaded tslab would be. */
function load(file: string, exports: object): void {
  require.cache[file] = { exports } as NodeJS.Module;
}

describe("displayBundle", () => {
  afterEach(() => {
    for (const file of Object.keys(require.cache)) {
      if (file.includes("jupyter.js")) delete require.cache[file];
    }
    delete cells.__tslab__;
  });

  it("prints the plain text outside tslab", () => {
    assert.equal(runningKernel(), undefined);
    assert.deepEqual(
      printed(() => displayBundle(bundle)),
      ["5 mV"],
    );
  });

  it("sends all formats in one output of the kernel that runs, not of another loaded copy", () => {
    const sent: unknown[] = [];
    load("/home/tslab/dist/jupyter.js", { lastWriteDisplayData: null });
    load("/tslab/dist/jupyter.json", { lastWriteDisplayData: () => assert.fail("not a module") });
    load("/lib/other/jupyter.js", { lastWriteDisplayData: () => assert.fail("not tslab") });
    load(kernelFile, { lastWriteDisplayData: (...call: unknown[]) => sent.push(call) });
    assert.deepEqual(
      printed(() => displayBundle(bundle)),
      [],
    );
    assert.deepEqual(sent, [[{ data: bundle, metadata: {}, transient: {} }, false]]);
    assert.equal(runningKernel()?.file, kernelFile);
  });

  it("is what show uses, with a PNG of the scale asked for, as wide as the SVG, and in words", () => {
    const widths: number[] = [];
    load(kernelFile, {
      lastWriteDisplayData: ({ data, metadata }: { data: MimeBundle; metadata: MimeMetadata }) => {
        widths.push(Buffer.from(data["image/png"], "base64").readUInt32BE(16));
        const alt = "A rise.\ny from 0 to 1, for x from 0 to 1.";
        assert.deepEqual(metadata, { "image/png": { alt, width: 300 } });
        assert.equal(data["text/plain"], alt);
      },
    });
    const series = [{ x: [0, 1], y: [0, 1] }];
    const figure = linePlot({ series, width: 300, description: "A rise." });
    show(figure);
    show(figure, { scale: 1.5 });
    assert.deepEqual(widths, [600, 450]);
  });

  it("finds the kernel on Windows", () => {
    load("C:\\tslab\\dist\\jupyter.js", { lastWriteDisplayData: () => undefined });
    assert.equal(runningKernel()?.file, "C:\\tslab\\dist\\jupyter.js");
  });

  it("shows the best format through tslab's public display if the kernel can't be found", () => {
    const shown: unknown[] = [];
    const display = { raw: (...call: unknown[]) => shown.push(call) };
    cells.__tslab__ = {
      require: (id: string) => (id === "tslab" ? { display } : assert.fail(id)),
    };
    assert.deepEqual(
      printed(() => displayBundle(bundle)),
      [],
    );
    assert.deepEqual(shown, [["text/html", "<b>5 mV</b>"]]);
  });
});
