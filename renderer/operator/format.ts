// Numbers and times as the console writes them. Pure; renderer.

const pad = (value: number): string => String(value).padStart(2, '0');

/** `2026-11-21 14:03:09`, by the kiosk's own clock: sorts as it reads. */
export function dateTime(at: string | number): string {
  const time = new Date(at);
  return `${date(time)} ${pad(time.getHours())}:${pad(time.getMinutes())}:${pad(time.getSeconds())}`;
}

const date = (time: Date): string =>
  `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}`;

/** As a field for local times has it. */
export function localTime(atMs: number): string {
  const time = new Date(atMs);
  return `${date(time)}T${pad(time.getHours())}:${pad(time.getMinutes())}`;
}

/** Null for what is no time. */
export function fromLocalTime(text: string): number | null {
  const at = new Date(text).getTime();
  return text === '' || Number.isNaN(at) ? null : at;
}

export const score = (value: number | null): string => (value === null ? '–' : value.toFixed(2));

export const percent = (share: number | null): string =>
  share === null ? '–' : `${Math.round(share * 100)} %`;

export const degrees = (value: number | null): string =>
  // Without the sign of a zero.
  value === null ? '–' : `${Math.round(value) + 0}°`;

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

export const size = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${(bytes / 1024).toFixed(1)} KiB`
      : `${(bytes / 1_048_576).toFixed(1)} MiB`;

/** Enough of a digest to tell two apart. */
export const short = (sha256: string): string => sha256.slice(0, 12);
