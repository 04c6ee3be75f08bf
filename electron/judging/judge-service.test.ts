// Processes of our own, started and crashed for real.
import { expect, it } from 'vitest';
import { openJudgeService, type JudgeRequest } from './judge-service.ts';

const script = new URL('./testing/dying-judge-worker.ts', import.meta.url);
const still: JudgeRequest = {
  media: { kind: 'still', bytes: new Uint8Array([1]) },
  threshold: 0.6,
  wantsFace: false,
};
const deadly: JudgeRequest = { ...still, media: { kind: 'still', bytes: new Uint8Array() } };

it('answers more requests than it has processes', async () => {
  await using service = await openJudgeService({ jobs: 2, queue: 8, script });
  const answers = await Promise.all(Array.from({ length: 10 }, () => service.judge(still)));
  expect(answers.map(({ kind }) => kind)).toEqual(Array(10).fill('bad'));
});

it('is busy when its queue is full, and no longer once it has answered', async () => {
  await using service = await openJudgeService({ jobs: 1, queue: 1, script });
  const kinds = (await Promise.all([1, 2, 3].map(() => service.judge(still)))).map(
    ({ kind }) => kind,
  );
  expect(kinds).toEqual(['bad', 'bad', 'busy']);
  expect(service.waitSeconds()).toBeNull();
  expect(await service.judge(still)).toMatchObject({ kind: 'bad' });
});

it('begins nothing before whoever goes first is done, and lets the rest wait', async () => {
  const { promise: done, resolve } = Promise.withResolvers<void>();
  await using service = await openJudgeService({
    jobs: 1,
    queue: 1,
    script,
    precedence: { isTaken: () => true, whenFree: () => done },
  });
  const told: string[] = [];
  const waiting = [1, 2].map(async () => told.push((await service.judge(still)).kind));
  expect(await service.judge(still)).toEqual({ kind: 'busy' });
  expect(service.waitSeconds()).toBe(5);
  expect(told).toEqual([]);
  resolve();
  await Promise.all(waiting);
  expect(told).toEqual(['bad', 'bad']);
});

it('says that a process died, and has another for who comes next', async () => {
  await using service = await openJudgeService({ jobs: 1, queue: 4, script });
  const [died, next] = await Promise.all([service.judge(deadly), service.judge(still)]);
  expect(died).toMatchObject({ kind: 'died' });
  expect(next).toMatchObject({ kind: 'bad' });
});

it('has no folder of a clip left when the clip was judged', async () => {
  await using service = await openJudgeService({ jobs: 1, queue: 1, script });
  const answer = await service.judge({
    ...still,
    media: { kind: 'clip', bytes: new Uint8Array([1]) },
  });
  expect(answer).toEqual({ kind: 'bad', code: 'TRUNCATED', message: 'video: gone' });
});
