import { existsSync } from "node:fs";

const USUAL = {
  chromium: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
  firefox: [
    "/usr/bin/firefox-esr",
    "/usr/bin/firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
  ],
};

export type BrowserName = keyof typeof USUAL;

/** The browser's program: $CHROMIUM or $FIREFOX, or one in the usual places. */
export function browserPath(name: BrowserName): string | undefined {
  return [process.env[name.toUpperCase()] ?? "", ...USUAL[name]].find(existsSync);
}
