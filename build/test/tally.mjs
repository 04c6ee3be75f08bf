// What the three test programs reported, brought into one shape and one last line. Node, development only.

/** @typedef {{ readonly name: string, readonly reason: string }} SkippedTest */
/** @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: readonly SkippedTest[] }} Tally */

/** @import { JSONReport, JSONReportSuite } from '@playwright/test/reporter' */

/** @typedef {readonly { readonly name: string, readonly passed: boolean }[]} CheckReport */

/**
 * @param {CheckReport} stages as build/check.mjs writes them
 * @returns {Tally}
 */
export function tallyCheck(stages) {
  const passed = stages.filter((stage) => stage.passed).length;
  return { passed, failed: stages.length - passed, skipped: [] };
}

/**
 * @param {JSONReport} report of Playwright's JSON reporter
 * @returns {Tally}
 */
export function tallyPlaywright(report) {
  const tests = report.suites.flatMap((suite) => testsOf(suite, ''));
  const skipped = tests.filter(({ status }) => status === 'skipped');
  const failed = tests.filter(({ status }) => status === 'unexpected').length;
  return {
    passed: tests.length - skipped.length - failed,
    // Errors outside any test (a spec that does not load, a global set-up) fail the run as well.
    failed: failed + report.errors.length,
    skipped: skipped.map(({ name, reason }) => ({ name, reason })),
  };
}

/**
 * @param {JSONReportSuite} suite
 * @param {string} path
 * @returns {{ name: string, status: string, reason: string }[]}
 */
function testsOf(suite, path) {
  const here = path === '' ? suite.title : `${path} › ${suite.title}`;
  return [
    ...suite.specs.flatMap((spec) =>
      spec.tests.map(({ status, annotations }) => ({
        name: `${here} › ${spec.title}`,
        status,
        reason: annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given',
      })),
    ),
    ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, here)),
  ];
}

/**
 * A program that failed without a failing test (it crashed, it found nothing to run) still counts as one failure.
 * @param {Tally | undefined} tally undefined when it left no report
 * @param {number} exitCode
 * @returns {Tally}
 */
export function withExitCode(tally, exitCode) {
  if (tally === undefined) return { passed: 0, failed: 1, skipped: [] };
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {string[]} every skipped test with its reason, then the sums
 */
export function summary(tallies) {
  const skipped = tallies.flatMap((tally) => tally.skipped);
  const sum = (/** @type {'passed' | 'failed'} */ key) =>
    tallies.reduce((total, tally) => total + tally[key], 0);
  return [
    ...skipped.map(({ name, reason }) => `skipped: ${name} (${reason})`),
    `${sum('passed')} passed, ${sum('failed')} failed, ${skipped.length} skipped`,
  ];
}
