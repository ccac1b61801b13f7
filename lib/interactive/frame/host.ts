/**
 * What the page around interactive figures does: it makes room for them, keeps a picture of their
 * present state for print, and hands them the library if it keeps one for all of them.
 */

import { marker } from "../controls.js";

interface HostWindow extends Window {
  hostsInteractive?: boolean;
}

interface Message {
  readonly height?: unknown;
  readonly picture?: unknown;
  readonly library?: unknown;
}

const rules = `.interactive.alive > div { min-height: 0 !important }
.interactive.alive iframe { position: static !important }
.interactive.alive img { display: none }
@media print {
  .interactive { break-inside: avoid }
  .interactive iframe { display: none !important }
  .interactive.alive img { display: block }
}`;

const host = window as HostWindow;
if (!host.hostsInteractive) {
  host.hostsInteractive = true;
  // A link to a figure leads to it, however far down it is: the figure itself scrolls there.
  if (location.hash.startsWith(marker)) {
    for (const frame of document.querySelectorAll<HTMLIFrameElement>(".interactive iframe")) {
      frame.loading = "eager";
    }
  }
  document.head.append(Object.assign(document.createElement("style"), { textContent: rules }));
  // By its full name: this also runs as an attribute of a frame, where `addEventListener` is the frame's.
  host.addEventListener("message", ({ data, source }: MessageEvent<{ interactive?: Message }>) => {
    const frames = [...document.querySelectorAll<HTMLIFrameElement>(".interactive iframe")];
    const frame = frames.find(({ contentWindow }) => contentWindow === source);
    const message = data?.interactive;
    if (!frame || typeof message !== "object") return;
    const figure = frame.closest(".interactive") as HTMLElement;
    if (typeof message.height === "number") {
      figure.classList.add("alive");
      frame.style.height = `${Math.min(10_000, Math.max(100, message.height))}px`;
    }
    const [image] = figure.getElementsByTagName("img");
    if (typeof message.picture === "string" && image) {
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(message.picture)}`;
    }
    if (typeof message.library === "string") {
      const library = document.getElementById(message.library)?.textContent;
      frame.contentWindow?.postMessage({ library }, "*");
    }
  });
}
