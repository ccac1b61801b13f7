import { strict as assert } from "node:assert";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { inEachBrowser } from "../../support/browser/browser.js";
import { useSockets } from "../../support/browser/listening.js";
import { markdown, runScript, useFolder, writeNotebook } from "../../support/browser/rendering.js";
import { type Hostile, hostileNotebooks } from "./cases.js";

const title = "A title";
/** For what goes out late, as WebRTC's packets do: 2 s after it was asked for, at most. */
const LATE = 2500;

describe("A hostile notebook's page", () => {
  const folder = useFolder();
  const site = join(folder, "site");
  const sockets = useSockets();
  let cases: Hostile[] = [];
  const page = (i: number) => pathToFileURL(join(site, `${i}.html`)).href;
  before(() => {
    cases = hostileNotebooks(sockets);
    const files = cases.map(({ cells }, i) => {
      const file = join(folder, `${i}.ipynb`);
      const introduction = markdown(`# ${title}\n\nText.\n\n## A section\n\n## Another`);
      writeNotebook(file, [introduction, ...cells]);
      return file;
    });
    const { status, stderr } = runScript("book.py", ...files, site);
    assert.equal(status, 0, stderr);
    assert.ok(cases.length >= 60);
  });

  inEachBrowser((browser, browserName) => {
    const newPage = async () => {
      const context = await browser().newContext({ viewport: { width: 390, height: 844 } });
      return context.newPage();
    };

    it("would be noticed: without a page's policy, what it sends arrives", async () => {
      sockets.arrived.length = 0;
      const { http, udpPort } = sockets;
      const file = join(folder, "open.html");
      writeFileSync(
        file,
        `<img src="${http}/i"><script>
          const p = new RTCPeerConnection({ iceServers: [{ urls: "stun:127.0.0.1:${udpPort}" }] });
          p.createDataChannel("x"); p.createOffer().then((offer) => p.setLocalDescription(offer));
        </script>`,
      );
      const opened = await newPage();
      await opened.goto(pathToFileURL(file).href);
      await setTimeout(LATE);
      assert.ok(sockets.arrived.includes("GET /i"));
      // Firefox sends nothing to the machine itself.
      assert.equal(sockets.arrived.includes("a packet"), browserName === "chromium");
    });

    it("runs nothing, sends nothing and stays in its place", async () => {
      const wrong: string[] = [];
      sockets.arrived.length = 0;
      const opened = await newPage();
      const happened: string[] = [];
      watch(opened, happened);
      for (const [i, { name, frame }] of cases.entries()) {
        if (frame) continue;
        await opened.goto(page(i));
        await opened.evaluate(() => new Promise(requestAnimationFrame));
        if (opened.url() !== page(i)) happened.push(`went to ${opened.url()}`);
        if ((await opened.title()) !== title) happened.push("has another title");
        happened.push(...sockets.arrived.splice(0), ...(await opened.evaluate(outOfPlace)));
        wrong.push(...happened.splice(0).map((what) => `${name}: ${what}`));
      }
      assert.deepEqual(wrong, []);
    });

    it("has frames that reach neither the network nor the page", async () => {
      const opened: Page[] = [];
      const names: string[] = [];
      const happened: string[] = [];
      sockets.arrived.length = 0;
      const go = async (i: number) => {
        const tab = await newPage();
        watch(tab, happened);
        await tab.goto(page(i));
        opened.push(tab);
        names.push(cases[i].name);
      };
      const framed = cases.flatMap(({ frame }, i) => (frame ? [i] : []));
      const navigating = framed.filter((i) => cases[i].navigates);
      assert.equal(navigating.length, 1);
      await Promise.all(framed.filter((i) => !cases[i].navigates).map(go));
      await setTimeout(LATE);
      assert.deepEqual([...sockets.arrived, ...happened], []);
      // To where a frame navigates Chromium opens a connection before it looks whether the policy lets
      // it go there, which no policy can forbid; it then sends nothing.
      for (const i of navigating) await go(i);
      await setTimeout(LATE);
      const connections = browserName === "chromium" ? ["a connection"] : [];
      assert.deepEqual([...new Set(sockets.arrived), ...happened], connections);
      for (const [i, tab] of opened.entries()) {
        assert.equal(await tab.title(), title, names[i]);
        assert.deepEqual(await tab.evaluate(outOfPlace), [], names[i]);
      }
    });
  });
});

/** Notes the dialogs that a page opens. */
function watch(page: Page, happened: string[]): void {
  page.on("dialog", async (dialog) => {
    happened.push(`a dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
}

/** Runs in the page: what is not where, or not what, it should be. */
function outOfPlace(): string[] {
  const found: string[] = [];
  const { scrollWidth, clientWidth, scrollHeight } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`${scrollWidth} pixels wide`);
  if (scrollHeight > 50_000) found.push(`${scrollHeight} pixels high`);
  for (const element of document.querySelectorAll(".cell, .cell *")) {
    const { position, left } = getComputedStyle(element);
    if (position === "fixed" || position === "sticky" || position === "absolute")
      found.push(`${element.tagName} is ${position} at ${left}`);
    if (element.matches("script, style, meta, link, base, form, object, embed"))
      found.push(`has ${element.tagName}`);
    for (const { name } of element.attributes)
      if (name.startsWith("on")) found.push(`${element.tagName} has ${name}`);
  }
  for (const { protocol, href } of document.querySelectorAll<HTMLAnchorElement>("main a"))
    if (href && !["http:", "https:", "mailto:", "file:"].includes(protocol))
      found.push(`links to ${href}`);
  const summary = document.querySelector("nav summary") as Element;
  const { x, y, height } = summary.getBoundingClientRect();
  if (document.elementFromPoint(x + 5, y + height / 2) !== summary) found.push("is covered");
  for (const id of ["page-content", "page-fold"])
    if (document.querySelectorAll(`[id="${id}"]`).length !== 1) found.push(`another ${id}`);
  return found;
}
