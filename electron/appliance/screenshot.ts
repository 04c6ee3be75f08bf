// Pictures of what the demo's window shows, by DevTools commands. Main process of the appliance.

import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { SendCommand } from './devtools.ts';

const RETRY_MS = 100;

const targets = z.object({
  targetInfos: z.array(z.object({ targetId: z.string(), type: z.string(), url: z.string() })),
});
const attached = z.object({ sessionId: z.string() });
const evaluated = z.object({ result: z.object({ value: z.unknown().optional() }) });
const captured = z.object({ data: z.base64() });

/** True once the page has painted what it last rendered. */
const PAINTED = `new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    resolve((document.querySelector('#app')?.childElementCount ?? 0) > 0);
  }));
})`;

/** Pictures the window's page under `origin` as PNG; waits until it has painted something. */
export function createScreenshots(
  send: Promise<SendCommand>,
  origin: string,
): (signal: AbortSignal) => Promise<Uint8Array> {
  let session: Promise<string> | undefined;
  return async (signal) => {
    const command = await send;
    session ??= attach(command, origin, signal);
    const sessionId = await session;
    while (!(await isPainted(command, sessionId))) {
      await delay(RETRY_MS, undefined, { signal });
    }
    // The page waits while it is pictured, and the subject before it does not.
    const options = { format: 'png', optimizeForSpeed: true };
    const shot = await command('Page.captureScreenshot', options, sessionId);
    return Buffer.from(captured.parse(shot).data, 'base64');
  };
}

async function attach(send: SendCommand, origin: string, signal: AbortSignal): Promise<string> {
  for (;;) {
    const { targetInfos } = targets.parse(await send('Target.getTargets'));
    // Not the login page, which is gone in a moment.
    const page = targetInfos.find(({ type, url }) => type === 'page' && url === `${origin}/`);
    if (page !== undefined) {
      const answer = await send('Target.attachToTarget', {
        targetId: page.targetId,
        flatten: true,
      });
      return attached.parse(answer).sessionId;
    }
    await delay(RETRY_MS, undefined, { signal });
  }
}

async function isPainted(send: SendCommand, sessionId: string): Promise<boolean> {
  const answer = await send(
    'Runtime.evaluate',
    { expression: PAINTED, awaitPromise: true, returnByValue: true },
    sessionId,
  );
  return evaluated.parse(answer).result.value === true;
}
