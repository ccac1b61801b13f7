/** What runs inside an explorable figure, in its frame; the same script also runs as its worker. */

import { onMove, positions } from "./controls.js";
import { Drawing } from "./drawing.js";
import { type PictureName, reckon } from "./reckon.js";
import { Simulator, serve } from "./simulator.js";

if (globalThis.document) start();
else serve();

function start(): void {
  const script = document.currentScript?.textContent ?? "";
  document.documentElement.className = "alive";
  document.body.hidden = false;
  const drawings = {
    voltage: new Drawing(document.getElementById("voltage") as HTMLElement),
    simulation: new Drawing(document.getElementById("simulation") as HTMLElement),
  };
  const simulator = new Simulator(script, (answer) => drawings.simulation.show(answer));
  const question = (picture: PictureName) => ({
    picture,
    positions: positions(),
    width: drawings[picture].width,
  });

  let isDue = false;
  const drawVoltage = () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      drawings.voltage.show(reckon(question("voltage")));
    });
  };
  const simulate = () => simulator.ask(question("simulation"));

  const onlyVoltage = ["n"];
  const onlySimulation = ["amplitude", "σ", "seed"];
  onMove((name = "I") => {
    if (!onlySimulation.includes(name)) drawVoltage();
    if (!onlyVoltage.includes(name)) simulate();
  });
  new ResizeObserver(() => {
    drawVoltage();
    simulate();
  }).observe(document.body);
}
