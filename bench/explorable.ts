/**
 * How long it is from one picture of a figure with controls to the next, in ms, while one of them
 * moves with each frame of a browser: in the explorable figure of V̇ with n, of the simulation with
 * what changes more and more of it; in a phase plane with the input and with the start of its orbit.
 */

import { chromium } from "playwright-core";
import { explorable, interactive } from "../lib/index.js";
import { browserPath } from "../test/support/browser/browserPath.js";

const phasePlane = () =>
  interactive({
    controls: {
      I: { label: "$I$", min: -0.5, max: 2, step: 0.01, value: 0.5 },
      start: { label: "Start", point: "plane", x: -1, y: 1 },
    },
    figures: ({ I, start }, _, lib) => {
      const fitzHughNagumo = {
        dV_dt: (v: number, w: number, I: number) => v - v ** 3 / 3 - w + I,
        dn_dt: (v: number, w: number) => 0.08 * (v + 0.7 - 0.8 * w),
        n_inf: (v: number) => (v + 0.7) / 0.8,
        variables: { V: { symbol: "v", min: -3, max: 3 }, n: { symbol: "w", min: -2, max: 3 } },
      };
      const range = { V_min: -3, V_max: 3, n_min: -2, n_max: 3 };
      const plane = lib.phasePlane(fitzHughNagumo, range, { I, starts: [start] });
      return { plane, time: plane.time };
    },
  });

const moves = [
  { slider: "n", picture: "voltage" },
  { slider: "I", picture: "voltage" },
  { slider: "I", picture: "simulation" },
  { slider: "σ", picture: "simulation" },
  { slider: "seed", picture: "simulation" },
  { slider: "I", picture: "plane" },
  { slider: "start", picture: "plane" },
] as const;
const seconds = 4;

async function measure() {
  const executablePath = browserPath("chromium");
  if (!executablePath) throw new Error("no Chromium found: set CHROMIUM to its path");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const page = await browser.newPage();
  await page.setContent(`${explorable().html}${phasePlane().html}`);
  const [, explored, plane] = page.frames();
  await explored.getByText(/spikes? in 2 s/).waitFor();
  await plane.getByText(/^Equilibria/).waitFor();
  const measured = [];
  for (const { slider, picture } of moves) {
    const frame = picture === "plane" ? plane : explored;
    await (await frame.frameElement()).scrollIntoViewIfNeeded();
    const count = await frame.evaluate(moving, { slider, picture, seconds });
    measured.push({ slider, picture, ms: (seconds * 1000) / count });
  }
  await browser.close();
  return measured;
}

/** Runs in the frame: moves a slider to and fro, or a point in a square; counts the pictures. */
async function moving(what: { slider: string; picture: string; seconds: number }) {
  const input = document.getElementById(what.slider) as HTMLInputElement | null;
  const handle = document.querySelector(`.handle[data-name=${what.slider}]`);
  const keys = ["ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"];
  let count = 0;
  const observer = new MutationObserver(() => count++);
  const place = document.querySelector(`[data-name=${what.picture}] .place`) as Element;
  observer.observe(place, { childList: true });
  const end = performance.now() + 1000 * what.seconds;
  for (let i = 0; performance.now() < end; i++) {
    if (input) {
      const share = Math.abs((((i * 7) % 200) - 100) / 100);
      input.value = String(Number(input.min) + share * (Number(input.max) - Number(input.min)));
      input.dispatchEvent(new Event("input"));
    } else {
      handle?.dispatchEvent(new KeyboardEvent("keydown", { key: keys[(i >> 4) & 3] }));
    }
    await new Promise(requestAnimationFrame);
  }
  observer.disconnect();
  for (const button of document.querySelectorAll("button")) {
    if (button.textContent === "Reset") button.click();
  }
  return count;
}

measure().then((measured) => console.log(JSON.stringify(measured)));
