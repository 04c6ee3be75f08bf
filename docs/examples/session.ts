// A session over the WebSocket, with the frames of a folder of pictures in the camera's place: `node session.ts FOLDER`.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const { GATELIGHT_URL = '', GATELIGHT_KEY = '' } = process.env;
const [folder = '.'] = process.argv.slice(2);
const frames = readdirSync(folder)
  .toSorted()
  .map((name) => readFileSync(join(folder, name)));

const socket = new WebSocket(`${GATELIGHT_URL.replace('http', 'ws')}/api/v1/liveness/session`);
let next = 0;

/** One frame in flight: the next goes out when this one was answered. */
function sendFrame(): void {
  const frame = frames[next % frames.length];
  next += 1;
  if (frame !== undefined && socket.readyState === WebSocket.OPEN) socket.send(frame);
}

socket.addEventListener('open', () => {
  socket.send(JSON.stringify({ type: 'auth', key: GATELIGHT_KEY }));
  sendFrame();
});
socket.addEventListener('message', ({ data }) => {
  process.stdout.write(`${String(data)}\n`);
  const message: unknown = JSON.parse(String(data));
  const type = typeof message === 'object' && message !== null && 'type' in message && message.type;
  if (type === 'hint' || type === 'frame_result') setTimeout(sendFrame, 60);
});
