// The page's own address inside Electron, and the test for it that everything which trusts a page goes through. Main process.

export const PAGE_SCHEME = 'gatelight';
const PAGE_HOST = 'kiosk';
export const PAGE_URL = `${PAGE_SCHEME}://${PAGE_HOST}/`;

/** Whether a URL or an origin is our page's. By its parts: `URL.origin` is "null" for schemes that no standard knows. */
export function isOurs(url: string): boolean {
  const parsed = URL.parse(url);
  return (
    parsed !== null &&
    parsed.protocol === `${PAGE_SCHEME}:` &&
    parsed.host === PAGE_HOST &&
    parsed.username === '' &&
    parsed.password === ''
  );
}
