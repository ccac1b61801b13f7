/**
 * Loaded into the kernel first of all: ends it when who started it was killed, and so could not end
 * it. (ipykernel has the same; on Windows a parent's number stays when it is gone, and so does this.)
 */

const parent = process.ppid;
const look = () => {
  if (process.ppid !== parent) process.exit(1);
};
setInterval(look, 1000).unref();
