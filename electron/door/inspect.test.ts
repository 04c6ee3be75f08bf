import { expect, test } from 'vitest';
import { inspectDoor } from './inspect.ts';
import { doorSettings } from './settings.ts';
import { startController } from './testing/controller.ts';

const secret = 's'.repeat(32);
const inspect = (raw: object) => inspectDoor(doorSettings.parse(raw));

test('a controller that is there is found, and not told to open', async () => {
  await using controller = await startController((_attempt, _response, confirm) => confirm());
  expect(await inspect({ driver: 'http', url: controller.url.href, secret })).toEqual({
    level: 'ok',
    line: `"front": ${controller.url.host} answers`,
  });
  expect(controller.heard).toEqual([]);
});

test('a controller that is not there keeps the door shut', async () => {
  const controller = await startController(() => {});
  await controller[Symbol.asyncDispose]();
  expect(await inspect({ driver: 'http', url: controller.url.href, secret })).toMatchObject({
    level: 'fail',
    line: expect.stringContaining('ECONNREFUSED'),
  });
});

test.each([
  ['a file that is no device', import.meta.filename, 'is no device'],
  ['a path that is not there', '/dev/no-such-relay', 'ENOENT'],
])('%s is no board', async (_, path, why) => {
  const board = { protocol: 'lcus' };
  expect(await inspect({ driver: 'serial', path, board })).toMatchObject({
    level: 'fail',
    line: expect.stringContaining(why),
  });
});

test('a simulated door is worth a warning', async () => {
  expect(await inspect({})).toMatchObject({ level: 'warn' });
});
