// Inside a sandbox without an origin: starts the kernel, a worker, and ends it on request.
/** @type {Worker | undefined} */
let worker;
let url = "";
addEventListener("message", ({ source, data, ports }) => {
  if (source !== parent) return;
  worker?.terminate();
  URL.revokeObjectURL(url);
  if (!data.source) return;
  url = URL.createObjectURL(new Blob([data.source]));
  worker = new Worker(url);
  worker.onerror = ({ message }) => parent.postMessage({ broken: message }, "*");
  worker.postMessage("port", [...ports]);
});
