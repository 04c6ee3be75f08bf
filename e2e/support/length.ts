// Whether the tests run in their long form (`npm run test:long`) or in the short one of `npm test`. Node.

export const isLong = process.env['GATELIGHT_LONG'] === '1';
