/** Mocha's spec reporter, which also leaves its counts, and what failed, as JSON in the file $COUNTS. */

const { writeFileSync } = require("node:fs");
const { reporters, Runner } = require("mocha");

module.exports = class CountingReporter extends reporters.Spec {
  /**
   * @param {import("mocha").Runner} runner
   * @param {import("mocha").MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    /** @type {string[]} */
    const titles = [];
    runner.on(Runner.constants.EVENT_TEST_FAIL, (test) => titles.push(test.fullTitle()));
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const counts = JSON.stringify({ passed: passes, failed: failures, skipped: pending, titles });
      if (process.env.COUNTS) writeFileSync(process.env.COUNTS, counts);
    });
  }
};
