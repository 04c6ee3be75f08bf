// A real Mosquitto on a free port of loopback, and a controller that listens to it. Tests.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import mqtt, { type IPublishPacket, type MqttClient } from 'mqtt';
import { z } from 'zod';

const PROGRAM = ['mosquitto', '/usr/sbin/mosquitto'].find(
  (program) => spawnSync(program, ['-h']).error === undefined,
);
export const hasMosquitto = PROGRAM !== undefined;

export interface Broker extends AsyncDisposable {
  readonly url: string;
  /** With TLS: the certificate that a client has to trust. */
  readonly caFile: string;
}

/** With TLS it shows a certificate that it made for itself. */
export async function startBroker({ tls = false } = {}): Promise<Broker> {
  const folder = await mkdtemp(join(tmpdir(), 'gatelight-broker-'));
  const [caFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  if (tls) makeCertificate(caFile, keyFile);
  const port = await freePort();
  const lines = [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous true',
    'persistence false',
    // As root it would become another user, who cannot read the folder.
    ...(process.getuid?.() === 0 ? ['user root'] : []),
    ...(tls ? [`certfile ${caFile}`, `keyfile ${keyFile}`] : []),
  ];
  const configuration = join(folder, 'mosquitto.conf');
  await writeFile(configuration, `${lines.join('\n')}\n`);
  const broker = spawn(PROGRAM ?? '', ['-c', configuration], { stdio: 'ignore' });
  while (!(await answers(port))) {
    if (broker.exitCode !== null) throw new Error(`mosquitto ended with ${broker.exitCode}`);
    await sleep(20);
  }
  return {
    url: `mqtt${tls ? 's' : ''}://localhost:${port}`,
    caFile,
    async [Symbol.asyncDispose]() {
      broker.kill('SIGKILL');
      if (broker.exitCode === null && broker.signalCode === null) await once(broker, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Listening extends AsyncDisposable {
  readonly packets: readonly IPublishPacket[];
  /** The decisions that moved the door: each once. */
  readonly opened: readonly string[];
  readonly client: MqttClient;
}

/** A controller: opens once for a decision, then says what `reply` makes of it. */
export async function listen(
  { url, caFile }: Broker,
  reply: (decisionId: string) => unknown = (decisionId) => ({ decisionId, pulsed: true }),
): Promise<Listening> {
  const packets: IPublishPacket[] = [];
  const opened: string[] = [];
  const tls = url.startsWith('mqtts') ? { ca: await readFile(caFile) } : {};
  const client = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0, ...tls });
  client.on('message', (_topic, payload, packet) => {
    packets.push(packet);
    const { decisionId } = z.object({ decisionId: z.string() }).parse(JSON.parse(String(payload)));
    if (!opened.includes(decisionId)) opened.push(decisionId);
    const { responseTopic } = packet.properties ?? {};
    const said = reply(decisionId);
    if (responseTopic !== undefined && said !== undefined) {
      client.publish(responseTopic, JSON.stringify(said), { qos: 1 });
    }
  });
  await client.subscribeAsync('doors/front', { qos: 1 });
  return {
    packets,
    opened,
    client,
    [Symbol.asyncDispose]: () => client.endAsync(true),
  };
}

function makeCertificate(certFile: string, keyFile: string): void {
  const words =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost';
  const name = ['-addext', 'subjectAltName=DNS:localhost'];
  const made = spawnSync('openssl', [
    ...words.split(' '),
    ...name,
    '-keyout',
    keyFile,
    '-out',
    certFile,
  ]);
  if (made.status !== 0) throw new Error(`openssl: ${String(made.stderr)}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  server.close();
  await once(server, 'close');
  return port;
}

function answers(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(port, '127.0.0.1');
  socket.once('connect', () => resolve(true));
  socket.once('error', () => resolve(false));
  return promise.finally(() => socket.destroy());
}
