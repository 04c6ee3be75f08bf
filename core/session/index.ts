// The state machine of one capture transaction.
export { waitLeft } from './attempts.ts';
export * from './decision-record.ts';
export * from './draw.ts';
export * from './event.ts';
export * from './observation.ts';
export * from './observe.ts';
export * from './outcome.ts';
export * from './plan.ts';
export * from './policy.ts';
export * from './state.ts';
export * from './recognisable.ts';
export { step } from './step.ts';
