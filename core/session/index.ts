// The state machine of one capture transaction.
export * from './decision-record.ts';
export * from './observation.ts';
export * from './outcome.ts';
