/**
 * How long it is from one picture of an explorable figure to the next, in ms, while a slider moves
 * with each frame of a browser: of V̇ with n, of the simulation with what changes more and more of it.
 */

import { chromium } from "playwright-core";
import { explorable } from "../lib/index.js";
import { browserPath } from "../test/support/browser/browserPath.js";

const moves = [
  { slider: "n", picture: "voltage" },
  { slider: "I", picture: "voltage" },
  { slider: "I", picture: "simulation" },
  { slider: "σ", picture: "simulation" },
  { slider: "seed", picture: "simulation" },
] as const;
const seconds = 4;

async function measure() {
  const executablePath = browserPath("chromium");
  if (!executablePath) throw new Error("no Chromium found: set CHROMIUM to its path");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const page = await browser.newPage();
  await page.setContent(explorable().html ?? "");
  const [, frame] = page.frames();
  await frame.getByText(/spikes? in 2 s/).waitFor();
  const measured = [];
  for (const { slider, picture } of moves) {
    const count = await frame.evaluate(moving, { slider, picture, seconds });
    measured.push({ slider, picture, ms: (seconds * 1000) / count });
  }
  await browser.close();
  return measured;
}

/** Runs in the frame: moves a slider to and fro; counts the pictures. */
async function moving(what: { slider: string; picture: string; seconds: number }) {
  const input = document.getElementById(what.slider) as HTMLInputElement;
  const [min, max] = [Number(input.min), Number(input.max)];
  let count = 0;
  const observer = new MutationObserver(() => count++);
  const place = document.querySelector(`[data-name=${what.picture}] .place`) as Element;
  observer.observe(place, { childList: true });
  const end = performance.now() + 1000 * what.seconds;
  for (let i = 0; performance.now() < end; i++) {
    const share = Math.abs((((i * 7) % 200) - 100) / 100);
    input.value = String(min + share * (max - min));
    input.dispatchEvent(new Event("input"));
    await new Promise(requestAnimationFrame);
  }
  observer.disconnect();
  for (const button of document.querySelectorAll("button")) {
    if (button.textContent === "Reset") button.click();
  }
  return count;
}

measure().then((measured) => console.log(JSON.stringify(measured)));
