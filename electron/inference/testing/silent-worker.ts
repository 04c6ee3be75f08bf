// A worker that loads and then hangs: it never answers a frame. Forked by tests.

process.on('message', (message: unknown) => {
  const isLoad = typeof message === 'object' && message !== null && !('frame' in message);
  if (isLoad) process.send?.({ type: 'ready', hashes: {} });
});
