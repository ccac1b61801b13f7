import { gunzipSync } from "node:zlib";

/** Base64 of what gzip made, such as the library that figures with controls take along. */
const ZIPPED = /\bH4sI[\w+/]{1000,}=*/g;
/** Base64 of anything long: of pictures, too. */
const PACKED = /[\w+/]{1000,}=*/g;

export const unpacked = (text: string): string =>
  text.replace(ZIPPED, (base64) => String(gunzipSync(Buffer.from(base64, "base64"))));

export const withoutPacked = (text: string): string => text.replace(PACKED, "");
