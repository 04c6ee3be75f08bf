// Unit and integration tests. They stand beside their source and run in Node; browser tests are Playwright's (e2e/).
import { defineConfig } from 'vitest/config';

import { unitReport } from './build/test/unit-report.mjs';

// `npm test` asks for a report that it can sum up.
const reportPath = process.env['GATELIGHT_UNIT_REPORT'];

export default defineConfig({
  test: {
    include: ['{core,electron,renderer,build}/**/*.test.{ts,tsx}'],
    // Processes, not threads: onnxruntime and sharp are native, and a crash must fail one file, not the whole run.
    pool: 'forks',
    expect: { poll: { timeout: 30_000 } },
    // No test is about speed: on a busy machine everything takes ten times as long.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Once more on a busy machine of others: the last lines then say `flaky`, they do not say nothing.
    retry: process.env['CI'] === undefined ? 0 : 1,
    // An empty selection or a forgotten `.only` must not look like success.
    passWithNoTests: false,
    allowOnly: false,
    reporters: reportPath === undefined ? ['default'] : ['default', unitReport(reportPath)],
  },
});
