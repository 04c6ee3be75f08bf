import { spawn, type ChildProcess } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { commandPipe } from './devtools.ts';

let browser: ChildProcess | undefined;
afterEach(() => browser?.kill());

/** A process that speaks the browser's side of the pipe: answers each command as `reply` says. */
function browserThat(reply: string): ChildProcess {
  const script = `
    const { createReadStream, createWriteStream } = require('node:fs');
    const from = createReadStream(null, { fd: 3 }), to = createWriteStream(null, { fd: 4 });
    let text = '';
    from.on('data', (chunk) => {
      text += chunk;
      for (let end; (end = text.indexOf('\\0')) >= 0; text = text.slice(end + 1)) {
        const command = JSON.parse(text.slice(0, end));
        (${reply})(command, (answer) => to.write(answer), to);
      }
    });`;
  browser = spawn(process.execPath, ['--eval', script], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe', 'pipe'],
  });
  return browser;
}

test('answers find the commands they belong to, in whatever order they come', async () => {
  const { send } = commandPipe(
    browserThat(`(command, write) => {
      const after = command.params.after;
      setTimeout(() => write(JSON.stringify({ id: command.id, result: command.method }) + '\\0'), after);
    }`),
  );
  const results = await Promise.all([send('late', { after: 60 }), send('soon', { after: 0 })]);
  expect(results).toEqual(['late', 'soon']);
});

test('an answer that comes in pieces, between events, is put together', async () => {
  const { send } = commandPipe(
    browserThat(`(command, write) => {
      const text = JSON.stringify({ method: 'event' }) + '\\0' + JSON.stringify({ id: command.id, result: 'é'.repeat(200000) }) + '\\0';
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; at += 9999) write(bytes.subarray(at, at + 9999));
    }`),
  );
  expect(await send('capture')).toBe('é'.repeat(200_000));
});

test('a command that the browser refuses is rejected with its reason', async () => {
  const { send } = commandPipe(
    browserThat(
      `(command, write) => write(JSON.stringify({ id: command.id, error: { message: 'no such target' } }) + '\\0')`,
    ),
  );
  await expect(send('attach')).rejects.toThrow('no such target');
});

test('a browser that dies leaves no command waiting', async () => {
  const { send } = commandPipe(browserThat('() => process.exit(1)'));
  await expect(send('capture')).rejects.toThrow('gone');
});
