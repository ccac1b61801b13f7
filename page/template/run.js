// Brings the page to life when a reader asks for it: until then nothing is unpacked.
const packed = document.getElementById("page-live");
const runButton = document.getElementById("page-run");

/** @param {HTMLElement | null} block  base64 of what is gzipped */
async function unpacked(block) {
  const bytes = Uint8Array.from(atob(block?.textContent ?? ""), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

/** @param {boolean} isAsked  whether cells run at once */
async function comeAlive(isAsked) {
  if (!packed || !runButton || document.body.dataset.kernel) return;
  document.body.dataset.kernel = "starting";
  runButton.hidden = true;
  const pack = JSON.parse(await unpacked(packed));
  pack.library = await unpacked(document.getElementById(packed.dataset.library ?? ""));
  for (const source of [pack.library, pack.live]) {
    const script = document.createElement("script");
    script.textContent = source;
    document.head.append(script);
  }
  // @ts-expect-error: that is what the script has just made.
  await globalThis.startLivePage(pack, isAsked);
}

if (packed && runButton && "DecompressionStream" in globalThis) {
  runButton.hidden = false;
  runButton.addEventListener("click", () => comeAlive(true));
  for (const code of document.querySelectorAll(".cell.code .highlight")) {
    code.addEventListener("click", () => comeAlive(true), { once: true });
  }
  let isEdited = location.hash.startsWith("#edits=");
  try {
    isEdited ||= (sessionStorage.getItem(`edits of ${location.pathname}`) ?? "{}") !== "{}";
  } catch {
    // Some browsers keep nothing for files.
  }
  if (isEdited) comeAlive(false);
}
