// Builds the application into dist/app: `npm run build`, or one part of it: `npm run build -- page`. Node, development only.

import { ensureBuilt } from './app/ensure-built.mjs';
import { PARTS } from './app/parts.mjs';

const [wanted] = process.argv.slice(2);
const parts = PARTS.filter((part) => wanted === undefined || part.name === wanted);

if (parts.length === 0) {
  console.error(`No part ${wanted}; there are: ${PARTS.map(({ name }) => name).join(', ')}`);
  process.exitCode = 2;
}
if (!(await ensureBuilt(parts))) process.exitCode = 1;
