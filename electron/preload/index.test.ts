import { beforeEach, expect, test, vi } from 'vitest';
import { kioskRequests } from '#core/protocol/index.ts';

type Listen = (view: unknown) => void;
interface Exposed extends Readonly<Record<string, unknown>> {
  readonly onView: (listener: Listen) => () => void;
}

const electron = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  invoked: [] as unknown[][],
  channels: new Map<string, (event: unknown, view: unknown) => void>(),
}));

vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, api: unknown) => electron.exposed.set(name, api),
  },
  ipcRenderer: {
    invoke: async (...args: unknown[]) => {
      electron.invoked.push(args);
      return 'the main process’s answer';
    },
    on: (channel: string, listener: (event: unknown, view: unknown) => void) =>
      electron.channels.set(channel, listener),
  },
}));

beforeEach(async () => {
  electron.exposed.clear();
  electron.invoked.length = 0;
  vi.resetModules();
  await import('./index.ts');
});

const bridge = (): Exposed => electron.exposed.get('gatelight') as Exposed;
const push = (view: unknown): void => electron.channels.get('view')?.({ sender: 'ipc' }, view);

test('the page gets one function for each request, the views, and nothing else', () => {
  expect([...electron.exposed.keys()]).toEqual(['gatelight']);
  expect(Object.keys(bridge()).toSorted()).toEqual(
    [...Object.keys(kioskRequests), 'onLive', 'onView'].toSorted(),
  );
});

test.each(Object.keys(kioskRequests))('%s goes out on its own channel', async (name) => {
  const request = bridge()[name] as (...args: unknown[]) => Promise<unknown>;
  const said = name === 'operator:ask' ? 'the main process’s answer' : undefined;
  expect(await request({ a: 1 }, 'another-channel')).toBe(said);
  expect(electron.invoked).toEqual([[name, { a: 1 }]]);
});

test('a listener that comes late is shown the present view, then every change until it goes', () => {
  push('first');
  const views: unknown[] = [];
  const forget = bridge().onView((view) => views.push(view));
  push('second');
  forget();
  push('third');
  expect(views).toEqual(['first', 'second']);
});

test('a listener is handed the view alone: Electron’s event would lead back to IPC', () => {
  const calls: unknown[][] = [];
  bridge().onView((...args: unknown[]) => calls.push(args));
  push('view');
  expect(calls).toEqual([['view']]);
});
