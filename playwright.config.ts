// End-to-end tests in the system's Chromium, which Playwright drives but does not bring. One after the other: each runs a
// kiosk with real models, and a machine that judges two faces at once judges neither in time.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'dist/test/e2e',
  workers: 1,
  fullyParallel: false,
  // Once more on a busy machine of others: the report then says `flaky`, it does not say nothing.
  retries: process.env['CI'] === undefined ? 0 : 1,
  // A forgotten `.only` must not look like success.
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
});
