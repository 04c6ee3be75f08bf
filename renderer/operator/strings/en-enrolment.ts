// English: enrolling people. Renderer.

import type { AnswerTo, OperatorAsk } from '#core/protocol/index.ts';
import { plural } from '#renderer/strings/plural.ts';

type Added = AnswerTo<Extract<OperatorAsk, { ask: 'enrolment:add' }>>;
type Why = Extract<Added, { kind: 'not-enrolled' }>['why'];

export const enEnrolment = {
  title: 'Enrol a person',
  intro:
    'The person reads what will be kept and agrees, then the kiosk looks at them as it does at the door. It takes less than a minute.',
  id: 'Name or number of the person',
  idHelp:
    'As in your own records. With a badge or PIN first, it has to be the same as that of its holder.',
  ask: 'Ask for their consent',
  consent: 'For the person to read',
  readOut: 'They agreed aloud: I have read it to them',
  running: (name: string) => `Enrolling ${name}`,
  stop: 'Stop',
  enrolled: (name: string) => `${name} is enrolled.`,
  resembles: (name: string) =>
    `They look so much like ${name} that this door cannot tell them apart by their faces alone. Give both a badge or PIN, and let the door ask for it first.`,
  failed: 'Nobody was enrolled.',
  declined: 'Nobody was enrolled: there was no consent.',
  why: {
    'not-live': 'The check did not end as it should.',
    'no-frame': 'No picture was good enough. Look straight at the camera, in even light.',
    'liveness-failed': 'The check did not find a live person.',
    'different-people': 'The pictures show different people.',
    'another-person': 'Somebody else is enrolled under this name. Choose another one.',
  } satisfies Readonly<Record<Why, string>>,
  again: 'Try again',
  another: 'Enrol another person',
  list: 'Enrolled people',
  listText: (collection: string, count: number) =>
    `${count} ${plural('en', count, { one: 'face', other: 'faces' })} in the collection “${collection}”. No picture is kept.`,
  columns: { name: 'Name', since: 'Since', until: 'Until', consent: 'Consent taken by' },
  kept: 'kept',
  remains: 'Removed here, but not everywhere:',
} as const;
