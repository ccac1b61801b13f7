/** What `f` prints to the console. */
export function printed(f: () => void): unknown[] {
  const { log } = console;
  const lines: unknown[] = [];
  console.log = (line) => lines.push(line);
  try {
    f();
  } finally {
    console.log = log;
  }
  return lines;
}
