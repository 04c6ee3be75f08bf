// Who somebody is: enrolled faces, which frame of several is enrolled, when two templates are of one person, and who passes a door on it.
export * from './best-frames.ts';
export * from './choose-enrolment.ts';
export * from './face.ts';
export * from './finding.ts';
export * from './may-enrol.ts';
export * from './sameness.ts';
