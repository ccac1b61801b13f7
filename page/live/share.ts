/** Edits in the page's address, and over a reload. */

export type Edits = Readonly<Record<string, string>>;

const key = () => `edits of ${location.pathname}`;

export async function linkTo(edits: Edits): Promise<string> {
  const url = new URL(location.href);
  const packed = await through(
    new TextEncoder().encode(JSON.stringify(edits)),
    new CompressionStream("deflate-raw"),
  );
  const base64 = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""));
  url.hash = `edits=${base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
  return url.href;
}

/** The edits that the address brings; none if there are none that can be read. */
export async function linkedEdits(): Promise<Edits | undefined> {
  const [, text] = /^#edits=([\w-]+)$/.exec(location.hash) ?? [];
  if (text === undefined) return undefined;
  try {
    const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const json = await through(bytes, new DecompressionStream("deflate-raw"));
    return checked(JSON.parse(new TextDecoder().decode(json)));
  } catch {
    return undefined;
  }
}

export function remember(edits: Edits): void {
  try {
    sessionStorage.setItem(key(), JSON.stringify(edits));
  } catch {
    // Some browsers keep nothing for files.
  }
}

export function remembered(): Edits | undefined {
  try {
    const edits = checked(JSON.parse(sessionStorage.getItem(key()) ?? "null"));
    return edits && Object.keys(edits).length > 0 ? edits : undefined;
  } catch {
    return undefined;
  }
}

function checked(value: unknown): Edits | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.fromEntries(
    Object.entries(value).filter(([, source]) => typeof source === "string"),
  );
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: GenericTransformStream,
): Promise<Uint8Array> {
  const readable = new Blob([bytes]).stream().pipeThrough(stream as never);
  return new Uint8Array(await new Response(readable).arrayBuffer());
}
