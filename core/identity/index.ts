// Who somebody is: enrolled faces, which frame of several is enrolled, and when two templates are of one person.
export * from './choose-enrolment.ts';
export * from './face.ts';
export * from './sameness.ts';
