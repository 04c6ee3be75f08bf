// A download as a stream of bytes, with a deadline on every silence. Plain Node 20, no dependency.

const FIRST_ANSWER_MS = 10_000;
const SILENCE_MS = 30_000;
const MAX_REDIRECTS = 5;

/**
 * Follows redirects, each hop over HTTPS (or to this machine itself). Rejects when there is no answer in time or it is not 200; the stream
 * throws when the connection breaks or falls silent.
 * @param {string} url
 * @param {{ readonly firstAnswerMs?: number, readonly silenceMs?: number }} [deadlines]
 * @returns {Promise<AsyncIterable<Uint8Array>>}
 */
export async function fetchStream(
  url,
  { firstAnswerMs = FIRST_ANSWER_MS, silenceMs = SILENCE_MS } = {},
) {
  const abort = new AbortController();
  const deadline = setTimeout(() => abort.abort(new Error('no answer')), firstAnswerMs);
  try {
    const response = await follow(new URL(url), abort.signal, MAX_REDIRECTS);
    if (response.body === null) throw new Error('the answer is empty');
    return watched(response.body, abort, silenceMs);
  } finally {
    clearTimeout(deadline);
  }
}

/**
 * @param {URL} url
 * @param {AbortSignal} signal
 * @param {number} redirectsLeft
 * @returns {Promise<Response>}
 */
async function follow(url, signal, redirectsLeft) {
  if (url.protocol !== 'https:' && !isLoopback(url)) throw new Error(`${url.href} is not HTTPS`);
  const response = await fetch(url, { redirect: 'manual', signal });
  if (response.status === 200) return response;
  await response.body?.cancel();
  const location = response.headers.get('location');
  if (response.status < 300 || response.status > 399 || location === null)
    throw new Error(`HTTP ${response.status}`);
  if (redirectsLeft === 0) throw new Error('too many redirects');
  return follow(new URL(location, url), signal, redirectsLeft - 1);
}

/**
 * @param {ReadableStream<Uint8Array>} body
 * @param {AbortController} abort
 * @param {number} silenceMs
 */
async function* watched(body, abort, silenceMs) {
  const silence = () =>
    setTimeout(() => abort.abort(new Error('the connection fell silent')), silenceMs);
  let timer = silence();
  try {
    for await (const chunk of body) {
      clearTimeout(timer);
      yield chunk;
      timer = silence();
    }
  } finally {
    clearTimeout(timer);
  }
}

/** @param {URL} url */
function isLoopback({ hostname }) {
  return hostname === '127.0.0.1' || hostname === '[::1]';
}
