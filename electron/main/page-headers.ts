// What the kiosk's page may do, said once for both hosts. Main process.

/** The page that Vite built, and the two things beside it that a host makes itself. */
export const PAGE = {
  index: 'index.html',
  boot: '/boot.json',
  /** The still that the demo camera animates; served in a demo only. */
  demoSubject: '/demo/subject.jpg',
} as const;

/**
 * Headers of everything a page is served. It loads from its own origin alone, talks to its own host alone, is framed by
 * nobody and may use the camera and no other device: what a hostile script would need is not there to be asked for.
 * `socketOrigin` is where the page's WebSocket is, where it has one.
 */
export function pageHeaders(socketOrigin: string | null): Readonly<Record<string, string>> {
  const connect = socketOrigin === null ? "'self'" : `'self' ${socketOrigin}`;
  const policy = [
    "default-src 'none'",
    // MediaPipe is WebAssembly: compiling it needs this word, evaluating strings as script stays forbidden.
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    `connect-src ${connect}`,
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "style-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'permissions-policy': 'camera=(self), microphone=(), geolocation=(), display-capture=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
}
