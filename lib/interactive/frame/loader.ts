/** Unpacks the library, which comes compressed, in the frame or in the page around it, and starts. */

declare const library: typeof import("../../browser/library.js");

void start();

async function start(): Promise<void> {
  const block = document.getElementById("library") as HTMLElement;
  const packed = block.dataset.from ? await fromPage(block.dataset.from) : block.textContent;
  const bytes = Uint8Array.from(atob(packed ?? ""), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream();
  const script = document.createElement("script");
  const text = await new Response(stream.pipeThrough(new DecompressionStream("gzip"))).text();
  script.textContent = text;
  document.head.append(script);
  library.startFigure(text);
}

/** A page with several figures has the library once, and gives it to frames that ask. */
function fromPage(name: string): Promise<string> {
  return new Promise((resolve) => {
    addEventListener("message", ({ source, data }) => {
      if (source !== parent || typeof data?.library !== "string") return;
      clearInterval(asking);
      resolve(data.library);
    });
    // The page may not listen yet.
    const ask = () => parent.postMessage({ interactive: { library: name } }, "*");
    const asking = setInterval(ask, 100);
    ask();
  });
}
