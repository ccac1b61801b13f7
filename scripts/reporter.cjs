/** Mocha's spec reporter, which also leaves its counts as JSON in the file $COUNTS. */

const { writeFileSync } = require("node:fs");
const { reporters, Runner } = require("mocha");

module.exports = class CountingReporter extends reporters.Spec {
  /**
   * @param {import("mocha").Runner} runner
   * @param {import("mocha").MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const counts = JSON.stringify({ passed: passes, failed: failures, skipped: pending });
      if (process.env.COUNTS) writeFileSync(process.env.COUNTS, counts);
    });
  }
};
