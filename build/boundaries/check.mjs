// Checks every import of the repository against the table. Node, development only; a stage of `npm run check`.
// A cruise that saw fewer modules than there are files proves nothing and is a failure.

import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { cruise } from 'dependency-cruiser';

import { forbiddenImports } from './rules.mjs';
import { BOUNDARIES, TESTS } from './table.mjs';

/** @import { ICruiseResult } from 'dependency-cruiser' */

const TREES = ['core', 'electron', 'renderer', 'e2e', 'build'];
const SOURCE = /(?<!\.d)\.(ts|tsx|mts|cts|js|mjs|cjs)$/;

/**
 * @param {string} root the repository's root, absolute
 * @returns {Promise<{ readonly files: number, readonly problems: readonly string[] }>}
 */
export async function checkBoundaries(root) {
  const trees = TREES.filter((tree) => existsSync(join(root, tree)));
  const files = trees.flatMap((tree) => sources(root, join(root, tree)));
  const { output } = await cruise(
    trees.filter((tree) => files.some((file) => file.startsWith(`${tree}/`))),
    {
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: forbiddenImports(BOUNDARIES, TESTS) },
      doNotFollow: { path: ['node_modules'] },
      exclude: { path: ['(^|/)dist/'] },
      tsPreCompilationDeps: true,
      combinedDependencies: true,
    },
    {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  );
  if (typeof output === 'string') throw new TypeError('the cruise gave text instead of a result');
  return { files: files.length, problems: problemsOf(files, output) };
}

/**
 * @param {readonly string[]} files that exist
 * @param {ICruiseResult} cruised
 * @returns {string[]}
 */
export function problemsOf(files, { modules, summary }) {
  const seen = new Set(modules.map((module) => module.source));
  return [
    ...files.filter((file) => !seen.has(file)).map((file) => `${file}: not seen by the cruise`),
    ...files
      .filter((file) => !hasBoundary(file))
      .map((file) => `${file}: its folder has no entry in build/boundaries`),
    ...summary.violations.map(
      ({ from, to, rule, cycle }) =>
        `${from} → ${cycle?.map((step) => step.name).join(' → ') ?? to}: ${rule.name}`,
    ),
  ];
}

/** @param {string} file */
function hasBoundary(file) {
  return BOUNDARIES.some(({ folder }) => file === folder || file.startsWith(`${folder}/`));
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]} paths relative to the root, with forward slashes
 */
function sources(root, folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files, problems } = await checkBoundaries(process.cwd());
  for (const problem of problems) console.error(problem);
  console.error(`${files} files, ${problems.length} problems`);
  process.exitCode = problems.length === 0 && files > 0 ? 0 : 1;
}
