// Active challenges: landmark history in, progress out.
export * from './action.ts';
export * from './challenge.ts';
export * from './neutral.ts';
export * from './policy.ts';
export { isNeutral } from './start.ts';
