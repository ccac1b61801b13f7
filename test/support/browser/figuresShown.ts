import type { Locator } from "playwright-core";

/** The formats of the figures, and whether the browser could draw them. */
export const drawn = (figures: Locator) =>
  figures.evaluateAll((images) =>
    (images as HTMLImageElement[]).map(({ src, naturalWidth, offsetWidth }) =>
      naturalWidth > 0 && offsetWidth > 200 ? /^data:([\w/+]+)/.exec(src)?.[1] : "not drawn",
    ),
  );

/** Whether each figure brings its own white ground, and much that stands out from it. */
export const looks = (figures: Locator) =>
  figures.evaluateAll((images) =>
    (images as HTMLImageElement[]).map((image) => {
      const { width, height } = image;
      const canvas = document.createElement("canvas");
      Object.assign(canvas, { width, height });
      const context = canvas.getContext("2d") as CanvasRenderingContext2D;
      context.drawImage(image, 0, 0, width, height);
      const { data } = context.getImageData(0, 0, width, height);
      const corners = [0, width - 1, width * (height - 1), width * height - 1];
      const white = corners.every((i) =>
        data.subarray(4 * i, 4 * i + 4).every((channel) => channel === 255),
      );
      const dark = data.filter((channel, i) => i % 4 === 1 && channel < 100).length;
      return white && dark > 1000 ? "dark on white" : `white: ${white}, ${dark} dark pixels`;
    }),
  );
