/** The page's side of the kernel: a worker in a frame that has no origin, started again after a stop. */

import type { FromKernel, Pack, Request, ToKernel } from "./protocol.js";

export class Session {
  readonly #pack: Pack;
  readonly #frame = document.createElement("iframe");
  readonly #receive: (message: FromKernel) => void;
  readonly #ready: Promise<void>;
  #port: MessagePort | undefined;
  #stops = 0;

  constructor(
    pack: Pack,
    receive: (message: FromKernel) => void,
    broken: (message: string) => void,
  ) {
    this.#pack = pack;
    this.#receive = receive;
    const frame = this.#frame;
    frame.setAttribute("sandbox", "allow-scripts");
    frame.title = "Where the cells run";
    frame.hidden = true;
    frame.srcdoc = `<!DOCTYPE html><script>${pack.frame}</script>`;
    this.#ready = new Promise((resolve) => frame.addEventListener("load", () => resolve()));
    addEventListener("message", ({ source, data }) => {
      if (source === frame.contentWindow && data?.broken) broken(String(data.broken));
    });
    document.body.append(frame);
  }

  /** Unless it is stopped before the frame is ready. */
  async send(request: Request): Promise<void> {
    const stops = this.#stops;
    await this.#ready;
    if (stops === this.#stops) this.#connect().postMessage(request satisfies ToKernel);
  }

  ask(cell: number, figure: number): void {
    this.#port?.postMessage({ csv: [cell, figure] } satisfies ToKernel);
  }

  /** Ends the worker, whatever it is doing. */
  stop(): void {
    this.#stops++;
    this.#port?.close();
    this.#port = undefined;
    this.#frame.contentWindow?.postMessage({}, "*");
  }

  #connect(): MessagePort {
    if (this.#port) return this.#port;
    const { library, kernel, built } = this.#pack;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<FromKernel>) => this.#receive(data);
    const source = `${library}\n${kernel}`;
    this.#frame.contentWindow?.postMessage({ source }, "*", [port2]);
    port1.postMessage({ library, built } satisfies ToKernel);
    this.#port = port1;
    return port1;
  }
}
