import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { KioskFault } from '#core/protocol/index.ts';
import { watchReadiness } from './readiness.ts';

const hashes = { detector: 'abc' };

/** Inference that answers as it is told, one question after the other. */
function watched(standing: KioskFault | null = null) {
  const questions: PromiseWithResolvers<typeof hashes>[] = [];
  const lines: string[] = [];
  let changes = 0;
  const readiness = watchReadiness({
    inference: {
      ready() {
        const question = Promise.withResolvers<typeof hashes>();
        questions.push(question);
        return question.promise;
      },
    },
    faultOf: () => 'models-missing',
    standing,
    retryMs: 1,
    onChange: () => (changes += 1),
    print: (line) => lines.push(line),
  });
  const answer = async (reply: typeof hashes | Error): Promise<void> => {
    const question = questions.at(-1);
    if (reply instanceof Error) question?.reject(reply);
    else question?.resolve(reply);
    await delay(10);
  };
  return { readiness, questions, lines, answer, changes: () => changes };
}

test('a kiosk starts, then is ready, and knows its models', async () => {
  const { readiness, answer, changes } = watched();
  expect(readiness.fault()).toBe('starting');
  await answer(hashes);
  expect([readiness.fault(), readiness.models(), changes()]).toEqual([null, hashes, 1]);
});

test('a fault is said once however often it is found, and goes when it was mended', async () => {
  const { readiness, questions, lines, answer } = watched();
  await answer(new Error('x.onnx is missing'));
  expect(readiness.fault()).toBe('models-missing');
  await answer(new Error('x.onnx is missing'));
  await answer(new Error('x.onnx is missing'));
  expect(lines).toEqual(['models-missing: x.onnx is missing']);
  expect(questions).toHaveLength(4);
  await answer(hashes);
  expect(readiness.fault()).toBeNull();
});

test('after a failed frame no session begins until inference says again that it is ready', async () => {
  const { readiness, questions, answer } = watched();
  await answer(hashes);
  readiness.doubt();
  readiness.doubt();
  expect([readiness.fault(), questions.length]).toEqual(['inference-down', 2]);
  await answer(hashes);
  expect(readiness.fault()).toBeNull();
});

test('a fault that inference cannot mend stays when inference is ready', async () => {
  const { readiness, answer } = watched('log-unavailable');
  await answer(hashes);
  expect(readiness.fault()).toBe('log-unavailable');
});

test('a kiosk that is closed asks no more', async () => {
  const { readiness, questions, lines, answer } = watched();
  readiness[Symbol.dispose]();
  await answer(new Error('closing'));
  expect([questions.length, lines]).toEqual([1, []]);
});
