// Who the kiosk's page is: a token that works once is exchanged for a cookie. Main process of the appliance.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Loopback is not trust: any program and any web page of this machine reaches the port. Only the browser that was
 * started on the launcher file has the token, and only what it became, a cookie no script can read, opens the socket.
 */
export interface Login {
  /** A fresh token; the one before it, if unused, is void. */
  readonly issue: () => string;
  /** The cookie's value for a token that is right and unused; the cookie before it is void. Else null. */
  readonly exchange: (token: string) => string | null;
  readonly accepts: (cookieHeader: string | undefined) => boolean;
}

const LOGIN_COOKIE = 'gatelight';

export function createLogin(): Login {
  let token: string | null = null;
  let cookie: string | null = null;
  return {
    issue() {
      token = secret();
      return token;
    },
    exchange(offered) {
      if (token === null || !isSame(offered, token)) return null;
      token = null;
      cookie = secret();
      return cookie;
    },
    accepts(header) {
      const offered = readCookie(header);
      return cookie !== null && offered !== null && isSame(offered, cookie);
    },
  };
}

/** Not for scripts, not for requests that another site began, not for longer than the browser lives. */
export const loginCookieHeader = (value: string): string =>
  `${LOGIN_COOKIE}=${value}; HttpOnly; SameSite=Strict; Path=/`;

const SECRET_BYTES = 32;
const secret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** Compares digests, which have one length whatever was offered, in constant time. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function readCookie(header: string | undefined): string | null {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  const pair = pairs.find((candidate) => candidate.startsWith(`${LOGIN_COOKIE}=`));
  return pair === undefined ? null : pair.slice(LOGIN_COOKIE.length + 1);
}
