// Nothing leaves the machine: the demo, browser included, where there is no way out, not even a name server.

import { spawnSync } from 'node:child_process';
import { turningPoints } from './support/story.ts';
import { expect, test } from './support/test.ts';

/** A namespace of its own with the loopback up; as an ordinary user, with the user mapped. */
const ALONE = [...(process.getuid?.() === 0 ? [] : ['--map-root-user']), '--net'];
const UP = 'ip link set lo up && exec "$@"';

function isolation(): readonly string[] | string {
  const args = [...ALONE, 'sh', '-c', UP, 'sh'];
  const tried = spawnSync('unshare', [...args, 'ip', '-o', 'link'], { encoding: 'utf8' });
  if (tried.status !== 0) {
    return `no network namespace can be made here: ${(tried.error?.message ?? tried.stderr).trim()}`;
  }
  const links = tried.stdout.trim().split('\n');
  return links.length === 1 && links[0]?.includes('LOOPBACK,UP') === true
    ? ['unshare', ...args]
    : `the namespace is not alone: ${tried.stdout.trim()}`;
}

test('a whole session passes in a network that has only loopback', async ({ appliance }) => {
  const wrapper = isolation();
  if (typeof wrapper === 'string') return test.skip(true, wrapper);
  const demo = await appliance({ args: ['--demo', '--seed', '6'], wrapper });
  const { messages } = await demo.session();
  expect(await demo.exit).toBe(0);
  expect(turningPoints(messages).at(-1)).toBe('REAL');
});
