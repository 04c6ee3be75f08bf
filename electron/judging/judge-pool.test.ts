// Processes of our own, started and crashed for real.
import { expect, it } from 'vitest';
import { openJudgePool } from './judge-pool.ts';
import type { JudgeAnswer } from './judge-process.ts';

const script = new URL('./testing/dying-judge-worker.ts', import.meta.url);
const taskOf = (path: string) => ({
  task: 'check' as const,
  path,
  threshold: 0.6,
  strict: false,
  calibrated: null,
});

it('answers for a file that kills its process, and goes on with another process', async () => {
  using pool = await openJudgePool(2, script);
  const items = ['a', 'crash', 'b', 'crash', 'crash', 'c', 'd'];
  const answers: (readonly [string, JudgeAnswer['kind']])[] = [];
  await pool.judgeAll(
    { items, taskOf, onAnswer: (item, { kind }) => answers.push([item, kind]) },
    AbortSignal.timeout(20_000),
  );
  expect(answers).toHaveLength(items.length);
  for (const [item, kind] of answers) expect(kind).toBe(item === 'crash' ? 'died' : 'checked');
});

it('stops when it is told to, and begins no further file', async () => {
  using pool = await openJudgePool(1, script);
  const stop = new AbortController();
  const answered: string[] = [];
  const judging = pool.judgeAll(
    {
      items: ['a', 'b', 'c'],
      taskOf,
      onAnswer(item) {
        answered.push(item);
        stop.abort(new Error('enough'));
      },
    },
    stop.signal,
  );
  await expect(judging).rejects.toThrow('enough');
  expect(answered).toEqual(['a']);
});
