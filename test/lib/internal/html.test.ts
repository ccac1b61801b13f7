import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { escapeHtml, labelHtml } from "../../../lib/internal/html.js";

describe("escapeHtml", () => {
  it("leaves no character that could end a text or an attribute", () => {
    assert.equal(escapeHtml('<a b="&">'), "&lt;a b=&quot;&amp;&quot;&gt;");
  });
});

describe("labelHtml", () => {
  it("sets variables in italics, and subscripts and superscripts in elements of their own", () => {
    assert.equal(labelHtml("$g_{Na}$ (S/m$^2$)"), "<i>g</i><sub>Na</sub> (S/m<sup>2</sup>)");
  });

  it("escapes what is in the label, and keeps its lines", () => {
    assert.equal(labelHtml("<b>\n$x < y$"), "&lt;b&gt;<br><i>x</i> &lt; <i>y</i>");
  });
});
