// Reads what a server said, which can be anything. Browser; served as it is.

/**
 * What lies at a path in it; undefined where it has no such part.
 * @param {unknown} value
 * @param {readonly (string | number)[]} path
 * @returns {unknown}
 */
export const at = (value, ...path) =>
  path.reduce(
    (part, name) =>
      typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined,
    value,
  );

/** @param {unknown} value @returns {string} a word or a number as it is, anything else as nothing */
export const text = (value) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
