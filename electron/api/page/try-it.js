// The page at `/`: a picture by three of the contracts, and a session with this browser's camera. Browser; served as it is.

import { judgePicture } from './picture.js';
import { startSession } from './session.js';

/** @type {<E extends HTMLElement>(id: string, kind: new () => E) => E} */
const part = (id, kind) => {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no #${id}`);
  return found;
};

const key = part('key', HTMLInputElement);
const contract = part('contract', HTMLSelectElement);
const file = part('file', HTMLInputElement);
const drop = part('drop', HTMLElement);
const dropText = part('drop-text', HTMLElement);
const preview = part('preview', HTMLImageElement);
const verdict = part('verdict', HTMLElement);
const answer = part('answer', HTMLElement);
const request = part('request', HTMLElement);
const start = part('start', HTMLButtonElement);
const stop = part('stop', HTMLButtonElement);
const prompt = part('prompt', HTMLElement);
const messages = part('messages', HTMLElement);
const camera = part('camera', HTMLVideoElement);

/** @type {File | null} */
let chosen = null;

file.addEventListener('change', () => void choose(file.files?.[0] ?? null));
contract.addEventListener('change', () => void choose(chosen));
drop.addEventListener('dragover', (event) => {
  event.preventDefault();
  drop.classList.add('over');
});
drop.addEventListener('dragleave', () => drop.classList.remove('over'));
drop.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  void choose(event.dataTransfer?.files[0] ?? null);
});

/** @param {File | null} picture */
async function choose(picture) {
  if (picture === null) return;
  chosen = picture;
  URL.revokeObjectURL(preview.src);
  preview.src = URL.createObjectURL(picture);
  preview.alt = picture.name;
  preview.hidden = false;
  dropText.textContent = picture.name;
  if (!hasKey()) return;
  say('Judging…', '');
  const judged = await judgePicture(contract.value, picture, key.value.trim());
  say(judged.line, judged.tone);
  answer.textContent = judged.answer;
  request.textContent = judged.request;
}

/** @param {string} line @param {string} tone */
function say(line, tone) {
  verdict.textContent = line;
  verdict.className = `verdict ${tone}`;
}

function hasKey() {
  if (key.value.trim() !== '') return true;
  say('Paste the key that was printed at the first start.', 'bad');
  key.focus();
  return false;
}

start.addEventListener('click', () => {
  if (hasKey()) void run();
});

async function run() {
  messages.replaceChildren();
  setRunning(true);
  const session = startSession({
    key: key.value.trim(),
    camera,
    onPrompt: (text) => {
      prompt.textContent = text;
    },
    onMessage: (message) => {
      const line = document.createElement('li');
      line.textContent = JSON.stringify(message);
      messages.append(line);
      messages.scrollTop = messages.scrollHeight;
    },
  });
  stop.addEventListener('click', session.stop, { once: true });
  await session.ended;
  setRunning(false);
}

/** @param {boolean} isRunning */
function setRunning(isRunning) {
  start.disabled = isRunning;
  stop.disabled = !isRunning;
}
