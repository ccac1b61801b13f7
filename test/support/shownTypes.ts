/** What GitHub, nbviewer and a JupyterLab that does not trust the notebook can show. */
export const shownTypes: ReadonlySet<string> = new Set([
  "image/jpeg",
  "image/png",
  "image/svg+xml",
  "text/html",
  "text/latex",
  "text/markdown",
  "text/plain",
]);
