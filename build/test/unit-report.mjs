// A vitest reporter that writes the tally of a run as JSON, with the reasons of skipped tests, which vitest's own leaves out.
// Node, development only.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** @import { Reporter, TestModule } from 'vitest/node' */
/** @import { SkippedTest, Tally } from './tally.mjs' */

/**
 * @param {string} path where the report goes
 * @returns {Reporter}
 */
export function unitReport(path) {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      const tally = tallyModules(modules);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(
        path,
        JSON.stringify({ ...tally, failed: tally.failed + unhandledErrors.length }, null, 2),
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
  let failed = 0;
  /** @type {SkippedTest[]} */
  const skipped = [];
  for (const module of modules) {
    // A file that does not load, or whose hooks fail, has errors of its own.
    failed += module.errors().length;
    for (const test of module.children.allTests()) {
      const result = test.result();
      if (result.state === 'passed') passed += 1;
      else if (result.state === 'skipped')
        skipped.push({
          name: `${module.relativeModuleId} › ${test.fullName}`,
          reason: result.note ?? 'no reason given',
        });
      else failed += 1;
    }
  }
  return { passed, failed, skipped };
}
