// Active challenges: landmark history in, progress out.
export * from './action.ts';
