// Error rates of presentation attack detection.
export * from './confusion.ts';
export * from './error-rates.ts';
export * from './exact-rate.ts';
export * from './fit-operating-point.ts';
export * from './histogram.ts';
export * from './operating-points.ts';
export * from './presentation.ts';
export { trendOf, type StudentQuantile, type Trend } from './trend.ts';
