import { type Cell, displayed, markdown } from "../../support/browser/rendering.js";

/** Where hostile notebooks try to call: sockets of the test that listen. */
export interface Listening {
  /** An address like http://127.0.0.1:1234. */
  readonly http: string;
  readonly udpPort: number;
}

/** One way to run, to call out or to leave one's place. */
export interface Hostile {
  readonly name: string;
  readonly cells: Cell[];
  /** Whether its script is in a frame, and may run there, confined. */
  readonly frame?: boolean;
  /** Whether that script sets its frame's location. */
  readonly navigates?: boolean;
}

const raw = (source: string, metadata: object = {}): Cell => ({
  cell_type: "raw",
  source,
  metadata,
});
const printed = (text: string): Cell => ({
  cell_type: "code",
  source: "1",
  outputs: [{ output_type: "stream", text }],
});
const attribute = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

const LEAVING = "leaving the page";

/** All of them. */
export function hostileNotebooks({ http, udpPort }: Listening): Hostile[] {
  const call = `alert(1);document.title="taken";fetch("${http}/ran");new Image().src="${http}/i"`;
  const script = `<script>${call}</script>`;
  const handler = `<img src="data:," onerror='${call}'>`;

  /** HTML that must be inert wherever HTML may stand. */
  const html: Record<string, string> = {
    script,
    "a handler": handler,
    "a refresh": `<meta http-equiv="refresh" content="0;url=${http}/refresh">`,
    "a base": `<base href="${http}/"><a href="x">x</a><img src="x">`,
    "a style sheet": `<style>@import "${http}/s.css"; main { position: fixed; width: 9999px }</style>`,
    "a link to a style sheet": `<link rel="stylesheet" href="${http}/s.css">`,
    "a frame with an address": `<iframe src="${http}/f"></iframe>`,
    "an object": `<object data="${http}/o"></object><embed src="${http}/e">`,
    "a form": `<form action="${http}/form"><input autofocus onfocus='${call}'></form>`,
    "a video": `<video src="${http}/v" poster="${http}/p" onerror='${call}'></video>`,
    "an SVG": `<svg onload='${call}'><image href="${http}/svg"/>${script}</svg>`,
    "MathML with a link": `<math href="javascript:${attribute(call)}"><mtext>${script}</mtext></math>`,
    "a template": `<template shadowrootmode="open">${script}</template>`,
    "an unclosed comment": `<!-- --!>${script}<!--`,
    "a text area that ends early": `<textarea></textarea>${script}`,
    "a noscript": `<noscript><p title="</noscript>${attribute(handler)}">`,
    "an image to fetch": `<p background="${http}/b"><table background="${http}/t"><tr><td>x`,
    "a set of sources": `<picture><source srcset="${http}/ss"></picture>`,
    "a style": `<div style="position:fixed;inset:0;z-index:9;background:url(${http}/u)">over</div>`,
    "a class of the page's": `<p class="skip">gone</p><div class="explorable cell source">x</div>`,
    "an id of the page's": `<a id="page-fold">x</a><a id="page-content">y</a>`,
    "the names of globals": `<a id="document">x</a><a id="location" href="${http}">y</a>`,
    "a wide box": `<div style="width:100000px;height:100000px;min-width:9999px">x</div>`,
    "a wide margin": `<p style="margin-left:-9999px;padding:9999px;transform:scale(99)">x</p>`,
    "a wide table": `<table><tr>${"<td>wide cell</td>".repeat(200)}</tr></table>`,
    "a wide image": `<img width="99999" height="9" alt="x" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">`,
    "a cell of many columns": `<table><tr><td colspan="99999999" rowspan="99999999">x</td></tr></table>`,
    "a long word": `<h2>${"W".repeat(3000)}</h2><p>${"x".repeat(3000)}</p><code>${"y".repeat(3000)}</code>`,
    "closing tags": `</div></main></body></html>${script}<main style="position:fixed">`,
    "a speculation rule": `<script type="speculationrules">{"prefetch":[{"urls":["${http}/sp"]}]}</script>`,
  };
  /** Places where a notebook has HTML. */
  const places: Record<string, (content: string) => Cell> = {
    Markdown: markdown,
    "a raw cell": (content) => raw(content, { raw_mimetype: "text/html" }),
    "an output": (content) => displayed({ "text/html": content, "text/plain": content }),
    "an output of Markdown": (content) => displayed({ "text/markdown": content }),
    "a stream": printed,
  };
  const everywhere = Object.entries(html).map(([name, content]) => ({
    name: `${name}, everywhere that HTML may be`,
    // A Markdown cell with an image to fetch is refused, which another test holds.
    cells: Object.entries(places)
      .filter(([place]) => place !== "Markdown" || !content.includes("<img"))
      .map(([, place]) => place(content)),
  }));

  const links = [
    "javascript:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "java&#9;script:alert(1)",
    "JaVaScRiPt:alert(1)",
    "&#1;javascript:alert(1)",
    `data:text/html,${script}`,
    "DATA:text/html,x",
    " data:text/html,x",
    "da\nta:text/html,x",
    "da&#9;ta:text/html;base64,eA==",
    "vbscript:x",
    "blob:null/x",
    "filesystem:x",
    "view-source:x",
    "ms-word:x",
  ];
  const schemes = links.map((link) => ({
    name: `a link to ${JSON.stringify(link.slice(0, 24))}`,
    cells: [
      markdown(`<a href="${attribute(link).replaceAll("&amp;#", "&#")}">a link</a>`),
      markdown(`[a link](<${link.replaceAll("\n", "")}>)`),
      displayed({ "text/html": `<a href="${attribute(link).replaceAll("&amp;#", "&#")}">a</a>` }),
    ],
  }));

  const types = [
    "application/javascript",
    "application/pdf",
    "application/json",
    "application/vnd.jupyter.widget-view+json",
    "application/geo+json",
    "image/gif",
    "image/png",
    "image/jpeg",
    "image/svg+xml",
    "text/latex",
    "text/plain",
    "text/vnd.mermaid",
  ];
  const outputs = types.map((type) => ({
    name: `an output of type ${type}`,
    cells: [displayed({ [type]: `"><img src=x onerror='${call}'>${script}` })],
  }));

  const others: Hostile[] = [
    {
      name: "a stream of an invented name",
      cells: [
        {
          cell_type: "code",
          source: "1",
          outputs: [{ output_type: "stream", name: `x" onclick="${call}`, text: script } as never],
        },
      ],
    },
    {
      name: "metadata",
      cells: [
        {
          ...displayed({ "text/plain": "x" }),
          metadata: { tags: [script], name: script },
        },
      ],
    },
    { name: "source that is HTML", cells: [{ cell_type: "code", source: `</pre>${script}` }] },
    { name: "a terminal's link", cells: [printed(`\x1b]8;;javascript:alert(1)\x07x\x1b]8;;\x07`)] },
    {
      name: "a rule too large",
      cells: [markdown("$\\rule{10000em}{10000em}$ and $$\\kern9999em x$$")],
    },
    { name: "a formula in HTML", cells: [markdown(`<span class="tex display">${script}x</span>`)] },
    {
      name: "an attachment that is not an image",
      cells: [
        {
          ...markdown(
            `<img src="attachment:x.png" alt="x" onerror='${call}'>`.replace(/<img.*/, "text"),
          ),
          attachments: { "x.png": { "text/html": script } },
        } as Cell,
      ],
    },
    { name: "an SVG with a script", cells: [displayed({ "image/svg+xml": svg(call, http) })] },
  ];

  const rtc = `const P = self.RTCPeerConnection ?? self.webkitRTCPeerConnection;
    const p = new P({ iceServers: [{ urls: "stun:127.0.0.1:${udpPort}" }] });
    p.createDataChannel("x"); p.createOffer().then((offer) => p.setLocalDescription(offer));`;
  const nested = `const f = document.createElement("iframe");
    f.srcdoc = "<script>" + document.currentScript.textContent + "</scr" + "ipt>";
    if (self.parent.parent === self.top && self !== self.top) document.body.append(f);`;
  const child = `const f = document.createElement("iframe"); document.body.append(f);
    self.RTCPeerConnection = f.contentWindow.RTCPeerConnection;`;
  const scripts: Record<string, string> = {
    fetch: `fetch("${http}/fetch", { mode: "no-cors" });`,
    XMLHttpRequest: `const x = new XMLHttpRequest(); x.open("GET", "${http}/xhr"); x.send();`,
    WebSocket: `new WebSocket("${http.replace("http", "ws")}/ws");`,
    EventSource: `new EventSource("${http}/es");`,
    sendBeacon: `navigator.sendBeacon("${http}/beacon", "x");`,
    "an image": `new Image().src = "${http}/image";`,
    "a font": `new FontFace("f", "url(${http}/font)").load();`,
    [LEAVING]: `try { top.location = "${http}/top"; } catch {} location = "${http}/self";`,
    "a window": `open("${http}/window"); alert(1);`,
    "a worker": `new Worker(URL.createObjectURL(new Blob(["fetch('${http}/worker')"])));`,
    "a link to prefetch": `for (const rel of ["prefetch", "preload", "preconnect", "icon"]) {
      const link = document.createElement("link");
      Object.assign(link, { rel, as: "image", href: "${http}/" + rel }); document.head.append(link); }`,
    WebRTC: rtc,
    "WebRTC, strictly": `"use strict"; ${rtc}`,
    "WebRTC of a frame within": `${nested} ${rtc}`,
    "WebRTC of an empty frame within": `${child} ${rtc}`,
    WebTransport: `new WebTransport("${http.replace("http", "https")}/wt");`,
    "the page": `try { parent.document.title = "taken"; } catch {} parent.postMessage("x", "*");`,
    "a form": `const f = document.createElement("form"); f.action = "${http}/form"; document.body.append(f); f.submit();`,
  };
  const frames = Object.entries(scripts).map(([name, source]) => ({
    name: `a frame that tries ${name}`,
    cells: [
      displayed({
        "text/html": `<iframe width="99999" style="position:fixed" srcdoc="${attribute(`<body><script>${source}</script></body>`)}"></iframe>`,
      }),
    ],
    frame: true,
    navigates: name === LEAVING,
  }));
  return [...everywhere, ...schemes, ...outputs, ...others, ...frames];
}

const svg = (call: string, http: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload='${call.replaceAll("&", "&amp;")}'>
<script>${call.replaceAll("&", "&amp;")}</script><image href="${http}/x.png" width="9" height="9"/>
<foreignObject width="9" height="9"><img xmlns="http://www.w3.org/1999/xhtml" src="${http}/y.png"/></foreignObject></svg>`;
