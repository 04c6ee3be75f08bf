// What the three test programs reported, brought into one shape and one last line. Node, development only.

import { stripVTControlCharacters } from 'node:util';

/** @typedef {{ readonly name: string, readonly reason: string }} NamedTest why it was skipped, or the first line of its failure */
/** @typedef {{ readonly passed: number, readonly failed: readonly NamedTest[], readonly skipped: readonly NamedTest[], readonly flaky: readonly NamedTest[] }} Tally `flaky` passed at the second try, and are counted as passed */

/** @import { JSONReport, JSONReportSuite } from '@playwright/test/reporter' */

/** @typedef {readonly { readonly name: string, readonly passed: boolean }[]} CheckReport */

/**
 * @param {CheckReport} stages as build/check.mjs writes them
 * @returns {Tally}
 */
export function tallyCheck(stages) {
  const failed = stages.filter(({ passed }) => !passed);
  return {
    passed: stages.length - failed.length,
    failed: failed.map(({ name }) => ({ name, reason: 'said above, under its own heading' })),
    skipped: [],
    flaky: [],
  };
}

/**
 * @param {JSONReport} report of Playwright's JSON reporter
 * @returns {Tally}
 */
export function tallyPlaywright(report) {
  const tests = report.suites.flatMap((suite) => testsOf(suite, ''));
  const skipped = tests.filter(({ status }) => status === 'skipped');
  const failed = tests.filter(({ status }) => status === 'unexpected');
  return {
    passed: tests.length - skipped.length - failed.length,
    failed: [
      ...failed.map(({ name, error }) => ({ name, reason: firstLine(error) })),
      // Errors outside any test (a spec that does not load, a global set-up) fail the run as well.
      ...report.errors.map(({ location, message }) => ({
        name: location?.file ?? 'outside any test',
        reason: firstLine(message),
      })),
    ],
    skipped: skipped.map(({ name, reason }) => ({ name, reason })),
    flaky: tests
      .filter(({ status }) => status === 'flaky')
      .map(({ name, error }) => ({ name, reason: firstLine(error) })),
  };
}

/**
 * @param {JSONReportSuite} suite
 * @param {string} path
 * @returns {{ name: string, status: string, reason: string, error: string | undefined }[]}
 */
function testsOf(suite, path) {
  const here = path === '' ? suite.title : `${path} › ${suite.title}`;
  return [
    ...suite.specs.flatMap((spec) =>
      spec.tests.map(({ status, annotations, results }) => ({
        name: `${here} › ${spec.title}`,
        status,
        reason: annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given',
        error: results.findLast(({ error }) => error !== undefined)?.error?.message,
      })),
    ),
    ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, here)),
  ];
}

/**
 * A program that failed without a failing test (it crashed, it found nothing to run) still counts as one failure.
 * @param {string} name of the program
 * @param {Tally | undefined} tally undefined when it left no report
 * @param {number} exitCode
 * @returns {Tally}
 */
export function withExitCode(name, tally, exitCode) {
  if (tally === undefined)
    return {
      passed: 0,
      failed: [{ name, reason: `no report, exit code ${exitCode}` }],
      skipped: [],
      flaky: [],
    };
  return exitCode !== 0 && tally.failed.length === 0
    ? { ...tally, failed: [{ name, reason: `exit code ${exitCode}, and no test of it failed` }] }
    : tally;
}

/**
 * @param {string | undefined} message of an error, perhaps with colours for a terminal
 * @returns {string}
 */
export function firstLine(message) {
  return stripVTControlCharacters(message ?? 'no reason given').split('\n', 1)[0] ?? '';
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {string[]} every test that was skipped, flaky or failed, with its reason, then the sums
 */
export function summary(tallies) {
  const skipped = tallies.flatMap((tally) => tally.skipped);
  const failed = tallies.flatMap((tally) => tally.failed);
  const passed = tallies.reduce((total, tally) => total + tally.passed, 0);
  return [
    ...skipped.map(({ name, reason }) => `skipped: ${name} (${reason})`),
    ...tallies
      .flatMap((tally) => tally.flaky)
      .map(({ name, reason }) => `flaky, passed at the second try: ${name} (${reason})`),
    ...failed.map(({ name, reason }) => `failed: ${name} (${reason})`),
    `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`,
  ];
}
