// Brings the page to life when a reader asks for it: until then nothing is unpacked.
const packed = document.getElementById("page-live");
const runButton = document.getElementById("page-run");

/** @param {HTMLElement | null} block  base64 of what is gzipped */
async function unpacked(block) {
  const letters = atob(block?.textContent ?? "");
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

/** @param {string} source */
function execute(source) {
  const script = document.createElement("script");
  script.textContent = source;
  document.head.append(script);
}

/** @param {boolean} isAsked  whether cells run at once */
async function comeAlive(isAsked) {
  if (!packed || !runButton || document.body.dataset.kernel) return;
  document.body.dataset.kernel = "starting";
  runButton.hidden = true;
  const blocks = [packed, document.getElementById(packed.dataset.library ?? "")];
  const [text, library] = await Promise.all(blocks.map(unpacked));
  const pack = { ...JSON.parse(text), library };
  execute(pack.live);
  // @ts-expect-error: that is what the script has just made.
  const started = globalThis.startLivePage(pack, isAsked);
  // While the kernel starts, in a process of its own.
  execute(library);
  await started;
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
