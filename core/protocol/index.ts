// Wire messages, their schemas and their version.
export * from './boot-settings.ts';
export * from './kiosk-requests.ts';
export * from './messages.ts';
export * from './session-view.ts';
