// One picture by one contract: the request, its answer, and what that means in a line. Browser; served as it is.

import { at, text } from './at.js';

/**
 * @typedef {object} Judged
 * @property {string} line
 * @property {'good' | 'bad' | ''} tone
 * @property {string} answer
 * @property {string} request as one would type it, without the key
 */

/** The user of contracts 3 and 4 stands in the key. @param {string} key */
const userOf = (key) => key.split('_')[1] ?? '';

/**
 * @param {string} contract
 * @param {File} picture
 * @param {string} key
 * @returns {Promise<Judged>}
 */
export async function judgePicture(contract, picture, key) {
  try {
    switch (contract) {
      case 'check':
        return await byCheckJson(picture, key);
      case 'access':
        return await byPhysicalAccess(picture, key);
      default:
        return await byFaces(picture, key);
    }
  } catch {
    return { line: 'The API does not answer.', tone: 'bad', answer: '', request: '' };
  }
}

/** @param {File} picture @param {string} key @returns {Promise<Judged>} */
async function byFaces(picture, key) {
  const headers = { 'x-api-key': key };
  const collection = await someCollection(headers);
  if (typeof collection !== 'string') return refused(collection, 'GET /api/v1/collections');
  const path = `/api/v1/collections/${collection}/liveness`;
  const form = new FormData();
  form.set('image', picture);
  const body = await send(path, { method: 'POST', headers, body: form });
  const request = curl(path, ["-H 'X-API-Key: …'", `-F image=@${picture.name}`]);
  if (at(body, 'success') !== true) return refused(body, request);
  const isLive = at(body, 'data', 'is_live') === true;
  const kind = text(at(body, 'data', 'spoof_type'));
  const score = text(at(body, 'data', 'liveness_score'));
  return {
    ...shown(body, request),
    line: `${isLive ? 'Live' : `Not live${kind === '' ? '' : ` (${kind})`}`}, score ${score}`,
    tone: isLive ? 'good' : 'bad',
  };
}

/** The first there is, or a new one. @param {Record<string, string>} headers */
async function someCollection(headers) {
  const listed = await send('/api/v1/collections', { headers });
  if (at(listed, 'success') !== true) return listed;
  const first = text(at(listed, 'data', 0, 'id'));
  if (first !== '') return first;
  const made = await send('/api/v1/collections', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'try it' }),
  });
  return at(made, 'success') === true ? text(at(made, 'data', 'id')) : made;
}

/** @param {File} picture @param {string} key @returns {Promise<Judged>} */
async function byCheckJson(picture, key) {
  const path = '/1.0/check.json';
  const form = new FormData();
  form.set('models', 'liveness');
  form.set('api_user', userOf(key));
  form.set('api_secret', key);
  form.set('media', picture);
  const body = await send(path, { method: 'POST', body: form });
  const request = curl(path, [
    '-F models=liveness',
    `-F api_user=${userOf(key)}`,
    '-F api_secret=…',
    `-F media=@${picture.name}`,
  ]);
  if (at(body, 'status') !== 'success') return refused(body, request);
  const score = text(at(body, 'liveness', 'score'));
  const reason = text(at(body, 'liveness', 'rejection_reason'));
  return {
    ...shown(body, request),
    line: reason === '' ? `Live, score ${score}` : `Rejected: ${reason}, score ${score}`,
    tone: reason === '' ? 'good' : 'bad',
  };
}

/** @param {File} picture @param {string} key @returns {Promise<Judged>} */
async function byPhysicalAccess(picture, key) {
  const path = '/api/v1/face/liveness';
  const body = await send(path, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${userOf(key)}:${key}`)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ sessionId: 'try-it', faceImageBase: await dataUrl(picture) }),
  });
  const request = curl(path, [
    `-u ${userOf(key)}:…`,
    "-H 'content-type: application/json'",
    `-d '{"sessionId":"try-it","faceImageBase":"data:${picture.type};base64,…"}'`,
  ]);
  if (at(body, 'hasError') === true) {
    return { ...refused(body, request), line: `Not judged: ${text(at(body, 'error'))}` };
  }
  const isLive = Number(at(body, 'score')) >= 0.5;
  return {
    ...shown(body, request),
    line: `${isLive ? 'Live' : 'Not live'}, score ${text(at(body, 'score'))}`,
    tone: isLive ? 'good' : 'bad',
  };
}

/** @param {string} path @param {RequestInit} init @returns {Promise<unknown>} */
async function send(path, init) {
  const response = await fetch(path, init);
  return response.json();
}

/** @param {File} picture @returns {Promise<string>} */
function dataUrl(picture) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(text(reader.result)));
    reader.addEventListener('error', () => reject(new Error('the file cannot be read')));
    reader.readAsDataURL(picture);
  });
}

/** @param {string} path @param {readonly string[]} options */
const curl = (path, options) => `curl ${location.origin}${path} \\\n  ${options.join(' \\\n  ')}`;

/** @param {unknown} body @param {string} request */
const shown = (body, request) => ({ answer: JSON.stringify(body, null, 2), request });

/** @param {unknown} body @param {string} request @returns {Judged} */
const refused = (body, request) => ({
  ...shown(body, request),
  line: `Not judged: ${text(at(body, 'error', 'code'))}`,
  tone: 'bad',
});
