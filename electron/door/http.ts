// The HTTP door: a signed POST to a controller, which answers that it pulsed. Main process. The wire is told in docs/door.md.

import { createHash, createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { DoorFault } from '#core/access/index.ts';
import type { DoorPort, PulseOrder } from '#electron/session/ports.ts';
import { post, type Answer, type PostFault } from './http-post.ts';
import type { HttpDoorSettings } from './settings.ts';

const BETWEEN_ATTEMPTS_MS = 100;

const answer = z.object({ decisionId: z.string(), pulsed: z.boolean() });

/** Tries again where nobody knows what became of an attempt: the same key makes sure that the door opens once. */
export function createHttpDoor(settings: HttpDoorSettings, now: () => number): DoorPort {
  const { url, secret, attempts, timeoutMs, caFile } = settings;
  const ca = caFile === null ? undefined : readFileSync(caFile);

  return {
    async pulse(order, signal) {
      const body = JSON.stringify({
        decisionId: order.decisionId,
        doorId: settings.id,
        pulseMs: order.pulseMs,
      });
      if (signal.aborted) throw new DoorFault('withdrawn', `${url.host} was not asked`);
      for (let attempt = 1; ; attempt++) {
        // Signed anew: a controller that has seen a nonce must refuse it.
        const headers = signed({ url, body, order, secret: secret.reveal(), timeMs: now() });
        const posted = await post({ url, body, headers, timeoutMs, signal, ca });
        if (posted.kind === 'answer' && posted.status < 500) return judge(posted, order, url);
        if (attempt === attempts || signal.aborted) throw faultOf(posted, url);
        await sleep(BETWEEN_ATTEMPTS_MS);
      }
    },
  };
}

interface Signing {
  readonly url: URL;
  readonly body: string;
  readonly order: PulseOrder;
  readonly secret: string;
  readonly timeMs: number;
}

function signed({ url, body, order, secret, timeMs }: Signing): Readonly<Record<string, string>> {
  const nonce = randomBytes(16).toString('hex');
  const canonical = [
    'gatelight-door-1',
    'POST',
    `${url.pathname}${url.search}`,
    order.decisionId,
    String(timeMs),
    nonce,
    createHash('sha256').update(body).digest('hex'),
  ].join('\n');
  return {
    'content-type': 'application/json',
    'idempotency-key': order.decisionId,
    'gatelight-time': String(timeMs),
    'gatelight-nonce': nonce,
    'gatelight-signature': createHmac('sha256', secret).update(canonical).digest('hex'),
  };
}

function judge({ status, body }: Answer, { decisionId }: PulseOrder, url: URL): void {
  if (status < 200 || status > 299) throw new DoorFault('refused', `${url.host}: HTTP ${status}`);
  const parsed = answer.safeParse(parseJson(body));
  if (!parsed.success || parsed.data.decisionId !== decisionId) {
    throw new DoorFault('unconfirmed', `${url.host} answered something else than asked`);
  }
  if (!parsed.data.pulsed) throw new DoorFault('refused', `${url.host} did not pulse`);
}

function faultOf(last: Answer | PostFault, { host }: URL): DoorFault {
  if (last.kind === 'answer') {
    return new DoorFault('unconfirmed', `${host}: HTTP ${last.status}`);
  }
  return new DoorFault(last.code, `${host}: ${last.why}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
