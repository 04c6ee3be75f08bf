// The MQTT 5 door: an order that expires, on a connection that lasts as long as the order. Main process. See docs/door.md.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import mqtt, { type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt';
import { z } from 'zod';
import { DoorFault } from '#core/access/index.ts';
import type { DoorPort, PulseOrder } from '#electron/session/ports.ts';
import type { MqttDoorSettings } from './settings.ts';

/** The broker took the message, and nobody listens (MQTT 5, 3.4.2.1). */
const NO_MATCHING_SUBSCRIBERS = 0x10;

const confirmation = z.object({ decisionId: z.string(), pulsed: z.boolean() });

/**
 * A connection for each pulse: a client that lives on sends an order again when its broker comes back, hours later, to whoever
 * stands there then. The duplicates that QoS 1 allows are the controller's to drop, by the decision's id.
 */
export function createMqttDoor(settings: MqttDoorSettings): DoorPort {
  const options = clientOptions(settings);
  const { host } = settings.url;

  return {
    async pulse(order, signal) {
      if (signal.aborted) throw new DoorFault('withdrawn', `${host} was not asked`);
      const limit = AbortSignal.any([signal, AbortSignal.timeout(settings.timeoutMs)]);
      const progress = { sent: false };
      const client = mqtt.connect(settings.url.href, {
        ...options,
        clientId: `gatelight-${randomUUID()}`,
      });
      try {
        await Promise.race([send(client, settings, order, progress), failure(client, limit)]);
      } catch (cause) {
        throw faultOf(cause, limit, progress.sent, host);
      } finally {
        client.end(true);
      }
    },
  };
}

function clientOptions(settings: MqttDoorSettings): IClientOptions {
  const { username, password, caFile, certFile, keyFile, timeoutMs } = settings;
  return {
    protocolVersion: 5,
    clean: true,
    properties: { sessionExpiryInterval: 0 },
    reconnectPeriod: 0,
    connectTimeout: timeoutMs,
    resubscribe: false,
    queueQoSZero: false,
    rejectUnauthorized: true,
    ...(username !== null && { username }),
    ...(password !== null && { password: password.reveal() }),
    ...(caFile !== null && { ca: readFileSync(caFile) }),
    ...(certFile !== null && { cert: readFileSync(certFile) }),
    ...(keyFile !== null && { key: readFileSync(keyFile) }),
  };
}

async function send(
  client: MqttClient,
  settings: MqttDoorSettings,
  order: PulseOrder,
  progress: { sent: boolean },
): Promise<void> {
  await connected(client);
  const { topic, confirmTopic, expirySeconds, id: doorId, url } = settings;
  // Before the order goes out: its answer may be there at once.
  const confirmed = confirmTopic === null ? null : confirmationOf(client, order);
  if (confirmTopic !== null) await client.subscribeAsync(confirmTopic, { qos: 1 });
  const { decisionId, pulseMs } = order;
  progress.sent = true;
  const reason = acknowledgement(client);
  await client.publishAsync(topic, JSON.stringify({ decisionId, doorId, pulseMs }), {
    qos: 1,
    // A retained order would open the door for whoever connects next.
    retain: false,
    properties: {
      messageExpiryInterval: expirySeconds,
      contentType: 'application/json',
      correlationData: Buffer.from(decisionId),
      userProperties: { decisionId },
      ...(confirmTopic !== null && { responseTopic: confirmTopic }),
    },
  });
  if ((await reason) === NO_MATCHING_SUBSCRIBERS) {
    throw new DoorFault('unreachable', `nobody listens to ${topic} at ${url.host}`);
  }
  const pulsed = await confirmed;
  if (pulsed === false) throw new DoorFault('refused', `${url.host}: the controller did not pulse`);
}

/** The reason in the broker's acknowledgement of the one message: the client keeps it to itself. */
function acknowledgement(client: MqttClient): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  client.on('packetreceive', (packet) => {
    if (packet.cmd === 'puback') resolve(packet.reasonCode ?? 0);
  });
  return promise;
}

/** What the controller says of this decision. */
function confirmationOf(client: MqttClient, { decisionId }: PulseOrder): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  client.on('message', (_topic: string, payload: Buffer, packet: IPublishPacket) => {
    const said = confirmation.safeParse(parseJson(payload.toString('utf8')));
    // What was retained was said before anybody asked.
    if (packet.retain || !said.success || said.data.decisionId !== decisionId) return;
    resolve(said.data.pulsed);
  });
  return promise;
}

function connected(client: MqttClient): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  client.once('connect', () => resolve());
  return promise;
}

/** Never resolves: rejects when the connection or the time is over. */
function failure(client: MqttClient, limit: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  client.on('error', reject);
  client.once('close', () => reject(new Error('the connection was closed')));
  limit.addEventListener('abort', () => reject(new Error('no answer in time')), { once: true });
  return promise;
}

function faultOf(cause: unknown, limit: AbortSignal, sent: boolean, host: string): DoorFault {
  if (cause instanceof DoorFault) return cause;
  const why = `${host}: ${cause instanceof Error ? cause.message : String(cause)}`;
  if (sent) return new DoorFault('unconfirmed', why, { cause });
  return new DoorFault(limit.aborted ? 'timed-out' : 'unreachable', why, { cause });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
