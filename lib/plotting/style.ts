/** Colours and strokes that several parts of a figure share. */

export const ink = "#000";
export const paper = "#fff";
export const lineWidth = 2.3;
export const dashArray = "7 4";

/** matplotlib's ten colours, in their order. */
export const tab10 = [
  "#1f77b4",
  "#ff7f0e",
  "#2ca02c",
  "#d62728",
  "#9467bd",
  "#8c564b",
  "#e377c2",
  "#7f7f7f",
  "#bcbd22",
  "#17becf",
] as const;
