import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Locator, Page } from "playwright-core";
import { build } from "../../../scripts/setup/environment.mjs";
import type { TestBrowser } from "./browser.js";

/** So high that all cells of the longest notebook are in view: JupyterLab draws no others. */
export const ALL_IN_VIEW = 15_000;

/** How long a slow machine may take for one step. */
const PATIENCE = 120_000;

/** A notebook in JupyterLab, used as a reader uses it: by what is seen, mouse and keyboard. */
export class OpenNotebook {
  readonly page: Page;
  readonly cells: Locator;
  readonly codeCells: Locator;
  readonly figures: Locator;
  readonly svgs: Locator;
  /** The figure with sliders, as HTML. */
  readonly explorable: Locator;
  readonly warnings: Locator;

  private constructor(page: Page) {
    this.page = page;
    this.cells = page.locator(".jp-Notebook .jp-Cell");
    this.codeCells = page.locator(".jp-Notebook .jp-CodeCell");
    this.figures = page.locator('.jp-OutputArea-output[data-mime-type^="image/"] img');
    this.svgs = page.locator('.jp-OutputArea-output[data-mime-type="image/svg+xml"] img');
    const cell = this.codeCells.filter({ hasText: "show(explorable(" });
    this.explorable = cell.locator('.jp-OutputArea-output[data-mime-type="text/html"]');
    this.warnings = page.locator('[data-mime-type="application/vnd.jupyter.stderr"]');
  }

  /** Opens the address in a fresh browser profile. */
  static async open(browser: TestBrowser, url: string, height = 800): Promise<OpenNotebook> {
    const context = await browser.newContext({ viewport: { width: 1280, height } });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    await page.goto(url);
    const notebook = new OpenNotebook(page);
    await notebook.cells.first().waitFor();
    return notebook;
  }

  /** Waits until the kernel is there and has nothing to do. */
  async idle(timeout = PATIENCE): Promise<void> {
    await this.page.getByText("TypeScript | Idle").waitFor({ timeout });
  }

  /** Presses a button of the notebook's toolbar. */
  async press(command: string): Promise<void> {
    await this.page.locator(`.jp-NotebookPanel-toolbar [data-command="${command}"]`).click();
  }

  editor(cell: Locator): Locator {
    return cell.locator(".cm-content");
  }

  /** Replaces a cell's code. */
  async write(cell: Locator, code: string): Promise<void> {
    await this.editor(cell).click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.insertText(code);
  }

  /** Starts a cell. */
  async start(cell: Locator): Promise<void> {
    await this.editor(cell).click();
    await this.page.keyboard.press("ControlOrMeta+Enter");
  }

  /** Runs a cell to its end, which gives it a number that it did not have. */
  async run(cell: Locator): Promise<void> {
    const before = await this.number(cell);
    await this.start(cell);
    await this.finished(cell, before);
  }

  async finished(cell: Locator, before: string): Promise<void> {
    const prompt = cell.locator(".jp-InputPrompt");
    await prompt.filter({ hasText: /^\[\d+\]:$/, hasNotText: before }).waitFor();
  }

  /** What stands before a cell: [3]: if it was the third to run, [*]: while it runs. */
  async number(cell: Locator): Promise<string> {
    return (await cell.locator(".jp-InputPrompt").textContent()) ?? "";
  }

  /** Lets the time pass in which tslab drops what follows an error (0.2 s): nobody is that fast. */
  async pause(): Promise<void> {
    await setTimeout(500);
  }

  /** What a cell printed, its warnings and errors included. */
  async output(cell: Locator): Promise<string> {
    return (await cell.locator(".jp-OutputArea-output").allTextContents()).join("").trim();
  }

  async screenshot(name: string): Promise<void> {
    const pictures = join(build, "screenshots");
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: join(pictures, `JupyterLab, ${name}.png`) });
  }
}
