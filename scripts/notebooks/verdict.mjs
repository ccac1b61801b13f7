/** What `npm run verify` has found, for a terminal, for CI, and for GitHub's page of a job. */

/**
 * `findings`: what differs from the committed notebook, or, if it did not run to its end, why not.
 * @typedef {{ name: string, seconds: number, ran: boolean, findings: string[] }} Verdict
 */

/**
 * In a few lines, with how to accept what differs.
 * @param {Verdict} verdict
 */
export function shown(verdict) {
  const { name, ran, findings } = verdict;
  const head = `${findings.length === 0 ? "✓" : "✗"} ${name} ${outcome(verdict)}`;
  const accept = `  If that is as it should be, accept it: npm run update -- ${name}`;
  const lines = ran ? findings.map((finding) => `  ${finding}`) : [];
  return [head, ...lines, ...(lines.length > 0 ? [accept] : [])].join("\n");
}

/**
 * The report that CI systems read: one test case per notebook.
 * @param {Verdict[]} verdicts
 */
export function junit(verdicts) {
  const failed = verdicts.filter(({ findings }) => findings.length > 0).length;
  const time = (/** @type {number} */ seconds) => seconds.toFixed(3);
  const total = verdicts.reduce((sum, { seconds }) => sum + seconds, 0);
  const cases = verdicts.map((verdict) => {
    const { name, seconds, findings } = verdict;
    const failure = `
      <failure message="${escaped(outcome(verdict))}">${escaped(findings.join("\n"))}</failure>
    `;
    return `
    <testcase classname="notebooks" name="${escaped(name)}" time="${time(seconds)}">${findings.length > 0 ? failure : ""}</testcase>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="npm run verify" tests="${verdicts.length}" failures="${failed}" errors="0" time="${time(total)}">${cases.join("")}
  </testsuite>
</testsuites>
`;
}

/**
 * The section of GitHub's page of a job, in Markdown.
 * @param {Verdict[]} verdicts
 */
export function summary(verdicts) {
  const rows = verdicts.map((verdict) => {
    const mark = verdict.findings.length === 0 ? "✅" : "❌";
    return `| ${mark} | ${verdict.name} | ${outcome(verdict)} | ${verdict.seconds.toFixed(1)} s |\n`;
  });
  const details = verdicts
    .filter(({ findings }) => findings.length > 0)
    .map((verdict) => {
      const text = verdict.ran ? shown(verdict) : verdict.findings.join("\n");
      return `\n<pre>${escaped(text)}</pre>\n`;
    });
  return `### Notebooks\n\n| | | | |\n|---|---|---|---|\n${rows.join("")}${details.join("")}\n`;
}

/** @param {Verdict} verdict */
function outcome({ ran, findings: { length } }) {
  if (!ran) return "did not run to its end";
  if (length === 0) return "gives the committed outputs";
  return `differs from what is committed in ${length} place${length === 1 ? "" : "s"}`;
}

/**
 * A text inside XML or HTML, without the control characters that XML forbids.
 * @param {string} text
 */
function escaped(text) {
  const references = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"]/g, (c) => references[/** @type {keyof typeof references} */ (c)]);
}
