import { inspect } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import mqtt from 'mqtt';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDoor } from './index.ts';
import { doorSettings } from './settings.ts';
import { hasMosquitto, listen, startBroker, type Broker } from './testing/broker.ts';

const order = { decisionId: 'decision-1', pulseMs: 3000 };
const never = new AbortController().signal;

function doorAt({ url }: Pick<Broker, 'url'>, more: object = {}) {
  const settings = doorSettings.parse({ driver: 'mqtt', url, topic: 'doors/front', ...more });
  return createDoor({ settings, pulsesFile: '', print: () => {}, now: () => new Date() });
}

const confirmed = { confirmTopic: 'doors/front/pulsed', timeoutMs: 600 };

describe('a door behind a real broker', () => {
  beforeEach((context) => {
    if (!hasMosquitto) context.skip('no broker to talk to: apt-get install mosquitto');
  });

  it('gets an order that expires, is never retained and carries its decision', async () => {
    await using broker = await startBroker();
    await using controller = await listen(broker);
    await using door = doorAt(broker, { confirmTopic: 'doors/front/pulsed' });
    await door.pulse(order, never);
    const [packet] = controller.packets;
    expect(JSON.parse(String(packet?.payload))).toEqual({ ...order, doorId: 'front' });
    expect(packet).toMatchObject({ qos: 1, retain: false });
    expect(packet?.properties).toMatchObject({
      messageExpiryInterval: 5,
      correlationData: Buffer.from('decision-1'),
      responseTopic: 'doors/front/pulsed',
    });
    expect({ ...packet?.properties?.userProperties }).toEqual({ decisionId: 'decision-1' });
    expect(controller.opened).toEqual(['decision-1']);
  });

  it('leaves nothing behind for whoever listens later', async () => {
    await using broker = await startBroker();
    {
      await using _controller = await listen(broker);
      await using door = doorAt(broker);
      await door.pulse(order, never);
    }
    await using late = await listen(broker);
    await sleep(300);
    expect(late.packets).toEqual([]);
  });

  it('has taken its order when the broker says that somebody listens, where no word is asked for', async () => {
    await using broker = await startBroker();
    await using controller = await listen(broker);
    await using door = doorAt(broker);
    await door.pulse(order, never);
    await expect.poll(() => controller.opened).toEqual(['decision-1']);
  });

  it('is unreachable when nobody listens', async () => {
    await using broker = await startBroker();
    await using door = doorAt(broker);
    await expect(door.pulse(order, never)).rejects.toMatchObject({ code: 'unreachable' });
  });

  it.each<[string, (id: string) => unknown, string]>([
    ['never answers', () => undefined, 'unconfirmed'],
    ['confirms another decision', () => ({ decisionId: 'another', pulsed: true }), 'unconfirmed'],
    ['says something else', () => 'OK', 'unconfirmed'],
    ['says that it did not pulse', (decisionId) => ({ decisionId, pulsed: false }), 'refused'],
  ])('is a fault when its controller %s', async (_, reply, code) => {
    await using broker = await startBroker();
    await using _controller = await listen(broker, reply);
    await using door = doorAt(broker, confirmed);
    await expect(door.pulse(order, never)).rejects.toMatchObject({ code });
  });

  it('does not believe a confirmation that was there before the order', async () => {
    await using broker = await startBroker();
    await using controller = await listen(broker, () => undefined);
    const early = JSON.stringify({ decisionId: 'decision-1', pulsed: true });
    await controller.client.publishAsync('doors/front/pulsed', early, { retain: true, qos: 1 });
    await using door = doorAt(broker, confirmed);
    await expect(door.pulse(order, never)).rejects.toMatchObject({ code: 'unconfirmed' });
  });

  it('opens once for an order that comes twice', async () => {
    await using broker = await startBroker();
    await using controller = await listen(broker);
    await using door = doorAt(broker, { confirmTopic: 'doors/front/pulsed' });
    await door.pulse(order, never);
    const again = await mqtt.connectAsync(broker.url, { protocolVersion: 5 });
    const [packet] = controller.packets;
    await again.publishAsync('doors/front', packet?.payload ?? '', { qos: 1 });
    await again.endAsync();
    await expect.poll(() => controller.packets.length).toBe(2);
    expect(controller.opened).toEqual(['decision-1']);
  });

  it('sends nothing to a broker that comes back after the order was given up', async () => {
    const gone = await startBroker();
    await gone[Symbol.asyncDispose]();
    await using door = doorAt(gone, { timeoutMs: 300 });
    await expect(door.pulse(order, never)).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('talks to a broker whose certificate it trusts, and to no other', async () => {
    await using broker = await startBroker({ tls: true });
    await using controller = await listen(broker);
    await using trusting = doorAt(broker, { caFile: broker.caFile });
    await trusting.pulse(order, never);
    await using wary = doorAt(broker);
    await expect(wary.pulse({ ...order, decisionId: 'decision-2' }, never)).rejects.toMatchObject({
      code: 'unreachable',
    });
    expect(controller.opened).toEqual(['decision-1']);
  });

  it('never shows its password', async () => {
    const settings = doorSettings.parse({
      driver: 'mqtt',
      url: 'mqtt://localhost:9',
      topic: 'doors/front',
      username: 'kiosk',
      password: 'hunter2-hunter2',
    });
    await using door = createDoor({
      settings,
      pulsesFile: '',
      print: () => {},
      now: () => new Date(),
    });
    const fault: unknown = await door.pulse(order, never).catch((cause: unknown) => cause);
    expect(inspect([settings, fault], { depth: 9 })).not.toContain('hunter2');
  });
});
