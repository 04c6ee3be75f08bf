// The supervised worker is a real process with the real models; it is killed, hung and starved of models for real.
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ms, type Frame } from '#core/frame/index.ts';
import { readStill } from '#electron/media/still.ts';
import { assetPath, useTestAssets } from '../../e2e/support/assets.ts';
import { ModelsUnavailable } from './models-unavailable.ts';
import { createSupervisedInference, type SupervisedOptions } from './supervised.ts';
import { forkWorker, launchForkedWorker, type WorkerProcess } from './worker-process.ts';

const signal = AbortSignal.timeout(60_000);
const everything = { landmarks: true, pad: true, embedding: true };
const timing = { loadMs: 15_000, frameMs: 5000, restartMs: 20, maxRestartMs: 100 };
const script = (name: string) => new URL(`./testing/${name}.ts`, import.meta.url);

let frame: Frame;
beforeAll(async () => {
  await useTestAssets();
  frame = await readStill(await assetPath('samples/bona-fide/minivision-t1.jpg'));
});

/** An inference whose launched processes are remembered, oldest first. */
function supervise(options: Partial<SupervisedOptions> = {}) {
  const launched: WorkerProcess[] = [];
  const launch = options.launch ?? launchForkedWorker;
  const inference = createSupervisedInference({
    detectorSide: 320,
    home: null,
    timing,
    ...options,
    launch() {
      const worker = launch();
      launched.push(worker);
      return worker;
    },
  });
  onTestFinished(() => inference[Symbol.asyncDispose]());
  return { inference, launched };
}

describe('supervised inference', () => {
  it('judges in another process what it judges in this one', async () => {
    const { inference } = supervise();
    const hashes = await inference.ready(signal);
    expect(Object.keys(hashes)).toHaveLength(5);
    const analysis = await inference.analyze({ ...frame, capturedAt: ms(42) }, everything, signal);
    expect(analysis.capturedAt).toBe(42);
    expect(analysis.pad).toMatchObject({ kind: 'scored' });
    expect(analysis.landmarks).toMatchObject({ kind: 'landmarks' });
    expect(analysis.embedding).toMatchObject({ kind: 'embedded' });
  });

  it('leaves the frame with its owner: pixels are cloned, not transferred', async () => {
    const { inference } = supervise();
    await inference.ready(signal);
    await inference.analyze(frame, everything, signal);
    expect(frame.data).toHaveLength(frame.width * frame.height * 4);
  });

  it('takes one frame at a time', async () => {
    const { inference } = supervise();
    await inference.ready(signal);
    const first = inference.analyze(frame, everything, signal);
    await expect(inference.analyze(frame, everything, signal)).rejects.toThrow('in flight');
    await expect(first).resolves.toMatchObject({ pad: { kind: 'scored' } });
  });

  it('leaves the frame in flight unjudged when the worker is killed, and comes back by itself', async () => {
    const { inference, launched } = supervise();
    const states: string[] = [];
    inference.onStateChange((state) => states.push(state));
    await inference.ready(signal);
    const judged = inference.analyze(frame, everything, signal);
    launched[0]?.kill();
    await expect(judged).rejects.toThrow('died');
    await vi.waitFor(() => expect(states).toEqual(['ready', 'down', 'ready']), 30_000);
    const again = await inference.analyze(frame, everything, signal);
    expect(again.pad.kind).toBe('scored');
    expect(launched).toHaveLength(2);
  });

  it('ends a worker that hangs', async () => {
    const { inference } = supervise({
      launch: () => forkWorker(script('silent-worker')),
      timing: { ...timing, frameMs: 100 },
    });
    await inference.ready(signal);
    await expect(inference.analyze(frame, everything, signal)).rejects.toThrow('hangs');
    await expect(inference.analyze(frame, everything, signal)).rejects.toThrow('not ready');
  });

  it('starts a worker that keeps dying more and more rarely', async () => {
    const { inference, launched } = supervise({
      launch: () => forkWorker(script('broken-worker')),
      timing: { ...timing, restartMs: 50, maxRestartMs: 60_000 },
    });
    const since = performance.now();
    await expect(inference.ready(signal)).rejects.toThrow('died');
    await vi.waitFor(() => expect(launched.length).toBeGreaterThan(4), 30_000);
    // Pauses of 50, 100, 200, 400 ms, and the time that a process takes to start.
    expect(performance.now() - since).toBeGreaterThan(740);
  });

  it('says which model is missing, and starts no other worker until it is asked again', async () => {
    const { inference, launched } = supervise({ home: import.meta.dirname });
    await expect(inference.ready(signal)).rejects.toThrow(ModelsUnavailable);
    await delay(300);
    expect(launched).toHaveLength(1);
    await expect(inference.ready(signal)).rejects.toThrow('manifest');
    expect(launched).toHaveLength(2);
  });

  it('stops waiting when the signal fires', async () => {
    const { inference } = supervise({ launch: () => forkWorker(script('silent-worker')) });
    await inference.ready(signal);
    const stop = new AbortController();
    const judged = inference.analyze(frame, everything, stop.signal);
    stop.abort(new Error('the subject left'));
    await expect(judged).rejects.toThrow('the subject left');
  });

  it('ends its worker when it is closed, and starts none afterwards', async () => {
    const { inference, launched } = supervise();
    await inference.ready(signal);
    await inference[Symbol.asyncDispose]();
    await expect(inference.analyze(frame, everything, signal)).rejects.toThrow('not ready');
    await expect(inference.ready(signal)).rejects.toThrow('closed');
    expect(launched).toHaveLength(1);
  });
});
