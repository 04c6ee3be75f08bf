// Wire messages, their schemas and their version.
export * from './boot-settings.ts';
export * from './camera-report.ts';
export * from './event-log.ts';
export * from './kiosk-requests.ts';
export * from './log-entry.ts';
export * from './messages.ts';
export * from './narrate.ts';
export * from './operator-answers.ts';
export { CONSENT_TEXT, FACES_LISTED } from './operator-enrolment.ts';
export * from './operator-live.ts';
export * from './operator.ts';
export * from './project-live.ts';
export * from './project.ts';
export * from './replay.ts';
export * from './session-view.ts';
