// Gives the notebook that the page carries. Where it has what the page has too, there is a mark.
{
  const block = document.getElementById("page-download");
  const link = block?.querySelector("a");
  // As they came: cells that run in the page draw others.
  const images = [...document.querySelectorAll("main img")].map(
    (image) => image.getAttribute("src") ?? "",
  );

  /** @param {string} base64 */
  const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

  /** @param {string} base64  of what is gzipped */
  const unzipped = (base64) => {
    const stream = new Blob([bytesOf(base64)]).stream();
    return new Response(stream.pipeThrough(new DecompressionStream("gzip"))).text();
  };

  /** @param {string} text */
  const zipped = async (text) => {
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  };

  /**
   * What a notebook has of an image in its page: an SVG as text, without the page's colours.
   * @param {string} source
   */
  const held = (source) => {
    const [type, base64] = source.split(",");
    if (!type.startsWith("data:image/svg+xml")) return base64;
    const svg = new TextDecoder().decode(bytesOf(base64));
    return svg.replace(
      /<style>@media \(prefers-color-scheme:dark\)[^<]*<\/style>(?=<\/svg>\s*$)/,
      "",
    );
  };

  /**
   * Draws the PNG copy of an SVG.
   * @param {string} svg
   * @param {number} width  in pixels
   */
  const png = async (svg, width) => {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    await image.decode();
    const height = Math.round((width / image.naturalWidth) * image.naturalHeight);
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
    return canvas.toDataURL("image/png").replace(/^.*,/, "");
  };

  /** @param {HTMLAnchorElement} link  to the notebook, gzipped, in base64 */
  const unpacked = async ({ href, dataset: { widths = "", guard = "" } }) => {
    const texts = new Map(images.map((source, i) => [String(i), held(source)]));
    for (const { id, textContent } of document.querySelectorAll("script[id^=page-library-]")) {
      const library = await unzipped(textContent ?? "");
      texts.set(id, await zipped(library.replace(guard, "")));
    }
    const notebook = JSON.parse(await unzipped(href.replace(/^.*,/, "")), (_, value) =>
      typeof value === "string"
        ? value.replace(/\0(.*?)\0/g, (mark, name) => texts.get(name) ?? mark)
        : value,
    );
    const left = widths.split(" ").map(Number);
    for (const { outputs = [] } of notebook.cells) {
      for (const output of outputs) {
        const svg = output.data?.["image/svg+xml"];
        if (!svg || output.data["image/png"] || !output.metadata["image/png"]) continue;
        // What can't be drawn, or not be read afterwards, has no copy then.
        const copy = await png([svg].flat().join(""), left.shift() ?? 0).catch(() => undefined);
        if (!copy) continue;
        // Formats stand in the order of their names, as nbformat writes them.
        const data = { ...output.data, "image/png": copy };
        output.data = Object.fromEntries(Object.entries(data).sort());
      }
    }
    return `${JSON.stringify(notebook, null, 1)}\n`;
  };

  if (block && link && "DecompressionStream" in globalThis) {
    block.hidden = false;
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      const notebook = new Blob([await unpacked(link)], { type: "application/x-ipynb+json" });
      const file = document.createElement("a");
      file.download = link.download;
      file.href = URL.createObjectURL(notebook);
      file.click();
      setTimeout(() => URL.revokeObjectURL(file.href), 60_000);
    });
  }
}
