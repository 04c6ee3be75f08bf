// Turns the import table into dependency-cruiser's rules. Pure functions, used by the boundary check (Node, development only).

/** @import { Boundary } from './table.mjs' */
/** @import { IForbiddenRuleType } from 'dependency-cruiser' */

/** @typedef {{ readonly values: readonly string[], readonly packages: readonly string[], readonly builtins: boolean }} TestBoundary */

const TREES = '^(core|electron|renderer|e2e|build)/';
const TEST = '\\.(test|spec)\\.tsx?$';

/**
 * @param {readonly Boundary[]} boundaries
 * @param {Readonly<Record<string, TestBoundary>>} tests
 * @returns {IForbiddenRuleType[]}
 */
export function forbiddenImports(boundaries, tests) {
  return [
    ...boundaries.flatMap((boundary) => folderRules(boundary, boundaries)),
    ...Object.entries(tests).flatMap(([tree, allowed]) => testRules(tree, allowed)),
    ...GENERAL,
  ];
}

/**
 * @param {Boundary} boundary
 * @param {readonly Boundary[]} boundaries
 * @returns {IForbiddenRuleType[]}
 */
function folderRules(boundary, boundaries) {
  const { folder, values, types = [], packages = [], builtins = false } = boundary;
  // A file with a rule of its own is exempt from its folder's.
  const exceptions = boundaries
    .map((other) => other.folder)
    .filter((other) => other.startsWith(`${folder}/`));
  const from = {
    path: startsWith(folder),
    pathNot: folder === 'e2e' ? exceptions.map(startsWith) : [TEST, ...exceptions.map(startsWith)],
  };
  const own = folder.endsWith('.ts') ? folder.slice(0, folder.lastIndexOf('/')) : folder;
  const callable = [own, ...values];
  const nameable = [...callable, ...types, ...closure(values, boundaries)];
  return [
    {
      ...rule(`${folder} calls only ${values.join(', ') || 'itself'}`),
      from,
      to: {
        path: TREES,
        pathNot: callable.map(startsWith),
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      ...rule(`${folder} takes types only from what it may name`),
      from,
      to: { path: TREES, pathNot: nameable.map(startsWith), dependencyTypes: ['type-only'] },
    },
    ...outsideRules(folder, from, packages, builtins),
  ];
}

/**
 * @param {string} tree
 * @param {TestBoundary} allowed
 * @returns {IForbiddenRuleType[]}
 */
function testRules(tree, { values, packages, builtins }) {
  const from = { path: `^${tree}/.*${TEST}` };
  return [
    {
      ...rule(`tests of ${tree} stay inside ${values.join(', ')}`),
      from,
      to: { path: TREES, pathNot: values.map(startsWith) },
    },
    ...outsideRules(`tests of ${tree}`, from, packages, builtins),
  ];
}

/**
 * @param {string} who
 * @param {IForbiddenRuleType['from']} from
 * @param {readonly string[]} packages
 * @param {boolean} builtins
 * @returns {IForbiddenRuleType[]}
 */
function outsideRules(who, from, packages, builtins) {
  const known = packages.map((name) => `node_modules/(@types/)?${escape(name)}/`);
  /** @type {IForbiddenRuleType} */
  const npm = {
    ...rule(`${who} uses only the packages ${packages.join(', ') || '(none)'}`),
    from,
    to: { path: 'node_modules', pathNot: known },
  };
  if (builtins) return [npm];
  return [npm, { ...rule(`${who} knows no Node`), from, to: { dependencyTypes: ['core'] } }];
}

/** Every folder that the given ones reach through the table. */
function closure(
  /** @type {readonly string[]} */ folders,
  /** @type {readonly Boundary[]} */ boundaries,
) {
  const reached = new Set(folders);
  for (const folder of reached) {
    const entry = boundaries.find((boundary) => boundary.folder === folder);
    for (const next of [...(entry?.values ?? []), ...(entry?.types ?? [])]) reached.add(next);
  }
  return [...reached];
}

/** @type {IForbiddenRuleType[]} */
const GENERAL = [
  {
    ...rule('an import must resolve'),
    from: {},
    to: { couldNotResolve: true },
  },
  {
    ...rule('no import cycle'),
    from: {},
    to: { circular: true, dependencyTypesNot: ['type-only'] },
  },
  {
    ...rule('across folders imports go by #core, #electron, #renderer'),
    from: { path: '^((?:core|electron|renderer)/[^/]+)/' },
    to: {
      path: '^(core|electron|renderer)/',
      pathNot: '^$1/',
      dependencyTypesNot: ['aliased'],
    },
  },
  {
    ...rule('nothing but tests imports a test'),
    from: { pathNot: TEST },
    to: { path: TEST },
  },
];

/** @param {string} name */
function rule(name) {
  return { name, severity: /** @type {const} */ ('error') };
}

/** @param {string} path */
function startsWith(path) {
  return path.endsWith('.ts') ? `^${escape(path)}$` : `^${escape(path)}/`;
}

/** @param {string} text */
function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');
}
