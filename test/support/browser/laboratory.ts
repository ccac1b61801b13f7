import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { after, before } from "mocha";
import { compileOnEdit, openJupyterLab } from "../../../scripts/notebooks/jupyterlab.mjs";
import { pythonEnvironment, root } from "../../../scripts/setup/environment.mjs";
import { Printed } from "./printed.js";
import { type Cell, writeNotebook } from "./rendering.js";

export const REPRODUCTION = "2021-12-06_local_HH_dV_shape";

/** What of the clone a notebook and an edit in `lib/` need. */
const COPIED = ["lib", "notebooks", "package.json", "package-lock.json", "tsconfig.json"];

/** Where Jupyter keeps what it knows of a user; in `home` nothing must be left behind. */
const profile = (folder: string): NodeJS.ProcessEnv => ({
  ...pythonEnvironment,
  HOME: join(folder, "home"),
  USERPROFILE: join(folder, "home"),
  JUPYTER_CONFIG_DIR: join(folder, "config"),
  JUPYTER_DATA_DIR: join(folder, "data"),
  JUPYTER_RUNTIME_DIR: join(folder, "runtime"),
  JUPYTERLAB_SETTINGS_DIR: join(folder, "settings"),
  JUPYTERLAB_WORKSPACES_DIR: join(folder, "workspaces"),
  IPYTHONDIR: join(folder, "ipython"),
});

/**
 * JupyterLab as `npm run lab` starts it, on a copy of the clone and for a user who has never
 * started it before. It trusts no notebook, and it can be edited at will.
 */
export class Laboratory {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "laboratory-")));
  readonly clone = join(this.folder, "clone");
  readonly home = join(this.folder, "home");
  #server?: ChildProcess;
  #address = new URL("http://127.0.0.1");
  #compiler?: ChildProcess;
  // If the tests end by an exception, it ends as well; a server that is told so ends its kernels.
  readonly #kill = () => {
    this.#server?.kill();
    this.#compiler?.kill();
  };

  /** Resolves when JupyterLab says where it is. */
  async start(): Promise<void> {
    mkdirSync(this.clone);
    mkdirSync(this.home);
    for (const file of COPIED) {
      cpSync(join(root, file), join(this.clone, file), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(this.clone, "node_modules"), "junction");

    const options = ["--no-browser", "--ServerApp.port=0", "--ServerApp.allow_root=True"];
    const server = openJupyterLab(this.clone, REPRODUCTION, options, {
      env: profile(this.folder),
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#server = server;
    process.once("exit", this.#kill);
    // A whole line, as the address can come in pieces.
    const address = await new Printed(server).next(/http:\S+token=\w+(?=\s)/);
    this.#address = new URL(address);
  }

  /** The address of a notebook, in a workspace where nothing else is open. */
  url(name: string): string {
    const url = new URL(`/lab/tree/notebooks/${name}.ipynb`, this.#address);
    url.search = `${this.#address.search}&reset`;
    return url.href;
  }

  /** Writes a notebook with these cells. */
  write(name: string, cells: Cell[]): void {
    writeNotebook(join(this.clone, "notebooks", `${name}.ipynb`), cells);
  }

  /** Resolves when a notebook has written this file beside itself. */
  async written(file: string): Promise<void> {
    while (!existsSync(join(this.clone, "notebooks", file))) await setTimeout(50);
  }

  /** Starts the compiler as `npm run lab` does; resolves to what it prints. */
  async compileOnEdit(): Promise<Printed> {
    this.#compiler = await compileOnEdit(this.clone, { stdio: ["ignore", "pipe", "pipe"] });
    return new Printed(this.#compiler);
  }

  /** Replaces the one place in a file where this text stands. */
  edit(file: string, text: string, by: string): void {
    const path = join(this.clone, file);
    const parts = readFileSync(path, "utf8").split(text);
    if (parts.length !== 2) throw new Error(`${text} is there ${parts.length - 1} times`);
    writeFileSync(path, parts.join(by));
  }

  #request(method: string, path: string): Promise<Response> {
    const url = new URL(path, this.#address);
    url.search = this.#address.search;
    return fetch(url, { method });
  }

  /** Ends every kernel. */
  async endKernels(): Promise<void> {
    const kernels = (await (await this.#request("GET", "/api/kernels")).json()) as { id: string }[];
    await Promise.all(kernels.map(({ id }) => this.#request("DELETE", `/api/kernels/${id}`)));
  }

  /** Ends the kernels and forgets what was set and saved, for what does not see what others did. */
  async tidy(): Promise<void> {
    await this.endKernels();
    cpSync(join(root, "notebooks"), join(this.clone, "notebooks"), { recursive: true });
    rmSync(join(this.folder, "settings"), { recursive: true, force: true });
  }

  /** Ends the server with its kernels; one that does not want to is killed. */
  async stop(): Promise<void> {
    this.#compiler?.kill();
    const server = this.#server;
    if (server && server.exitCode === null && server.signalCode === null) {
      const ended = once(server, "exit");
      const patience = AbortSignal.timeout(30_000);
      patience.addEventListener("abort", () => server.kill("SIGKILL"));
      await this.#request("POST", "/api/shutdown").catch(() => server.kill());
      await ended;
    }
    process.off("exit", this.#kill);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Gives the suite that calls it a JupyterLab. */
export function useLaboratory(): Laboratory {
  const laboratory = new Laboratory();
  before(() => laboratory.start());
  after(() => laboratory.stop());
  return laboratory;
}
