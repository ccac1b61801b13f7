/** Stryker's runner knows mocha 11, the tests import mocha 12: here both get the former. */

/** @type {any} Its methods for finding files have no types. */
const Module = require("node:module");

const mocha11 = require.resolve("mocha");
const resolve = Module._resolveFilename;
Module._resolveFilename = (/** @type {string} */ request, /** @type {unknown[]} */ ...rest) =>
  request === "mocha" ? mocha11 : resolve(request, ...rest);
