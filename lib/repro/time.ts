/** Times as they are shown and stored. */

/** Local time to the second with its UTC offset, ISO 8601: `2021-12-08T19:15:00+01:00`. */
export function localTime(date: Date): string {
  const offset = -date.getTimezoneOffset(); // minutes east of Greenwich
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 19);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const twoDigits = (n: number) => String(n).padStart(2, "0");
  return `${local}${offset < 0 ? "-" : "+"}${twoDigits(hours)}:${twoDigits(minutes)}`;
}
