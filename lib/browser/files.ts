/** In a browser: there are no files, neither to write nor to load modules from. */

export function writeFileSync(path: string): never {
  throw new Error(`save: a page can't write ${path}: show the figure, and download it`);
}

/** No path leads to a module. */
export function isAbsolute(): boolean {
  return false;
}
