// A session of the WebSocket contract: frames of the camera out, one at a time, messages in. Browser; served as it is.

import { at, text } from './at.js';

/**
 * @typedef {object} SessionOptions
 * @property {string} key
 * @property {HTMLVideoElement} camera
 * @property {(text: string) => void} onPrompt
 * @property {(message: unknown) => void} onMessage
 */

/** What to do, in words. LEFT and RIGHT are the subject's own. @type {Readonly<Record<string, string>>} */
const WORDS = {
  BLINK: 'Blink',
  'LOOK LEFT': 'Turn your head left',
  'LOOK RIGHT': 'Turn your head right',
  'LOOK UP': 'Tilt your head up',
  'LOOK DOWN': 'Tilt your head down',
  SMILE: 'Smile',
  FACE_NOT_FOUND: 'Look at the camera',
  TOO_MANY_FACES: 'One person at a time',
  FACE_TOO_SMALL: 'Come a little closer',
  FACE_TOO_CLOSE: 'Step back a little',
  FACE_CLOSE_TO_BORDER: 'Move into the middle',
  FACE_CROPPED: 'Bring your whole face into the picture',
  FACE_ANGLE_TOO_LARGE: 'Face the camera',
  FACE_IS_OCCLUDED: 'Uncover your eyes, nose and mouth',
  TOO_DARK: 'It is too dark',
  TOO_BRIGHT: 'It is too bright',
  BLURRED: 'Hold still',
  EYES_CLOSED: 'Open your eyes',
  HOLD_STILL: 'Hold still',
};

/** @param {unknown} word */
const inWords = (word) => WORDS[text(word)] ?? text(word);

const SIZE = { width: 640, height: 480 };
const HEADER_BYTES = 8;

/**
 * @param {SessionOptions} options
 * @returns {{ended: Promise<void>, stop: () => void}}
 */
export function startSession({ key, camera, onPrompt, onMessage }) {
  /** @type {PromiseWithResolvers<void>} */
  const { promise: ended, resolve } = Promise.withResolvers();
  /** @type {MediaStream | null} */
  let stream = null;
  /** @type {WebSocket | null} */
  let socket = null;
  let isOver = false;
  let isPrompted = false;

  /** Every way out goes through here: the camera is off afterwards. @param {string} text */
  function end(text) {
    if (isOver) return;
    isOver = true;
    socket?.close();
    for (const track of stream?.getTracks() ?? []) track.stop();
    camera.srcObject = null;
    onPrompt(text);
    resolve();
  }

  /** @param {unknown} message */
  function hear(message) {
    onMessage(message);
    switch (at(message, 'type')) {
      case 'challenge_start':
        isPrompted = true;
        onPrompt(inWords(at(message, 'action')));
        return;
      case 'challenge_result':
        isPrompted = false;
        onPrompt('Look straight ahead');
        return;
      case 'hint':
        if (!isPrompted) onPrompt(inWords(at(message, 'code')));
        return sendFrame();
      case 'frame_result':
        return sendFrame();
      case 'final_result':
        return end(at(message, 'label') === 'REAL' ? 'Live' : 'Not confirmed as live');
      case 'error':
        return end(text(at(message, 'message')));
    }
  }

  const canvas = document.createElement('canvas');
  Object.assign(canvas, SIZE);
  const pen = canvas.getContext('2d', { willReadFrequently: true });

  /** The next frame that the camera shows, as raw pixels: compression would take away what gives a screen or a print away. */
  function sendFrame() {
    camera.requestVideoFrameCallback(() => {
      if (isOver || pen === null || socket?.readyState !== WebSocket.OPEN) return;
      pen.drawImage(camera, 0, 0, SIZE.width, SIZE.height);
      const { data } = pen.getImageData(0, 0, SIZE.width, SIZE.height);
      const frame = new Uint8Array(HEADER_BYTES + data.length);
      const header = new DataView(frame.buffer);
      header.setUint16(0, SIZE.width);
      header.setUint16(2, SIZE.height);
      header.setUint32(4, Math.round(performance.now()) % 2 ** 32);
      frame.set(data, HEADER_BYTES);
      socket.send(frame);
    });
  }

  async function run() {
    onPrompt('Opening the camera…');
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: SIZE, audio: false });
    } catch {
      return end('This browser has no camera that it may use.');
    }
    if (isOver) {
      for (const track of stream.getTracks()) track.stop();
      return;
    }
    camera.srcObject = stream;
    await camera.play();
    socket = new WebSocket(`ws://${location.host}/api/v1/liveness/session`);
    socket.addEventListener('open', () => {
      socket?.send(JSON.stringify({ type: 'auth', key }));
      sendFrame();
    });
    socket.addEventListener('message', ({ data }) => hear(JSON.parse(text(data))));
    socket.addEventListener('close', () => end('The session was ended.'));
  }

  run().catch(() => end('Something went wrong here.'));
  return { ended, stop: () => end('Stopped.') };
}
