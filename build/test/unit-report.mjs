// A vitest reporter that writes the tally of a run as JSON, with the reasons of skipped tests, which vitest's own leaves out.
// Node, development only.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { firstLine } from './tally.mjs';

/** @import { Reporter, TestModule } from 'vitest/node' */
/** @import { NamedTest, Tally } from './tally.mjs' */

/**
 * @param {string} path where the report goes
 * @returns {Reporter}
 */
export function unitReport(path) {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      const tally = tallyModules(modules);
      const outside = unhandledErrors.map(({ message }) => ({
        name: 'outside any test',
        reason: firstLine(message),
      }));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(
        path,
        JSON.stringify({ ...tally, failed: [...tally.failed, ...outside] }, null, 2),
      );
    },
  };
}

/**
 * @param {readonly TestModule[]} modules
 * @returns {Tally}
 */
function tallyModules(modules) {
  let passed = 0;
  /** @type {NamedTest[]} */
  const failed = [];
  /** @type {NamedTest[]} */
  const skipped = [];
  /** @type {NamedTest[]} */
  const flaky = [];
  for (const module of modules) {
    // A file that does not load, or whose hooks fail, has errors of its own.
    for (const { message } of module.errors())
      failed.push({ name: module.relativeModuleId, reason: firstLine(message) });
    for (const test of module.children.allTests()) {
      const result = test.result();
      const name = `${module.relativeModuleId} › ${test.fullName}`;
      const reason = firstLine(result.errors?.at(0)?.message);
      if (test.diagnostic()?.flaky === true) flaky.push({ name, reason });
      if (result.state === 'passed') passed += 1;
      else if (result.state === 'skipped')
        skipped.push({ name, reason: result.note ?? 'no reason given' });
      else failed.push({ name, reason });
    }
  }
  return { passed, failed, skipped, flaky };
}
