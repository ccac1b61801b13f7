import type { Frame, Page } from "playwright-core";

/** The colours that a drawn figure has: of its ground, and of the label of its last axis. */
export function figureColours(page: Page | Frame): Promise<{ ground: string; text: string }> {
  return page
    .locator("figure svg")
    .first()
    .evaluate((svg) => {
      // Without a function of its own: those are wrapped, by something that a page does not have.
      const [ground, text] = [svg.querySelector("rect"), [...svg.querySelectorAll("text")].at(-1)];
      return {
        ground: getComputedStyle(ground as Element).fill,
        text: getComputedStyle(text as Element).fill,
      };
    });
}
