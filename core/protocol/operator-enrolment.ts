// Enrolling people at the kiosk: what a console may ask, and what it is answered. Part of operator.ts and operator-answers.ts.

import { z } from 'zod';
import { REASONS } from '#core/session/index.ts';
import { locale } from './boot-settings.ts';

/** The wording that the page shows of what a subject agrees to (`enrol` of its strings): raised whenever that changes. */
export const CONSENT_TEXT = 'kiosk-1';

/** Longer than any operator's own number for a person. */
const MAX_NAME = 64;

export const enrolmentAsks = [
  z.strictObject({ ask: z.literal('enrolment:list') }),
  /** Runs a session of its own and answers when it has ended. */
  z.strictObject({
    ask: z.literal('enrolment:add'),
    /** In the operator's own records; in 1:1 the holder of the badge or PIN. */
    externalId: z.string().trim().min(1).max(MAX_NAME),
    consent: z.strictObject({
      /** The language in which it was shown. */
      locale,
      /** `read-out`: the operator read it to them, and they agreed aloud. */
      given: z.enum(['on-screen', 'read-out']),
    }),
  }),
  z.strictObject({ ask: z.literal('enrolment:cancel') }),
  z.strictObject({ ask: z.literal('enrolment:remove'), id: z.string().min(1).max(64) }),
] as const;

/** As many as are listed. */
export const FACES_LISTED = 500;

const list = z.object({
  collection: z.string(),
  /** For how long whoever is enrolled now is kept; null until somebody removes them. */
  retentionDays: z.number().int().nullable(),
  /** The newest first, at most `FACES_LISTED`. */
  faces: z.array(
    z.object({
      id: z.string(),
      externalId: z.string(),
      createdAt: z.string(),
      expiresAt: z.string().nullable(),
      consent: z.object({ by: z.string(), textVersion: z.string() }),
    }),
  ),
});

/** Why nobody was enrolled by a session that ended as it should. */
const ENROLMENT_REFUSALS = [
  'not-live',
  'no-frame',
  'liveness-failed',
  'different-people',
  'another-person',
] as const;

export const enrolmentAnswers = {
  'enrolment:list': list,
  'enrolment:add': z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('enrolled'),
      externalId: z.string(),
      /** Another enrolled person whom they resemble so much that 1:N will be unsure of both. */
      resembles: z.string().nullable(),
      list,
    }),
    z.object({
      kind: z.literal('not-enrolled'),
      why: z.enum(ENROLMENT_REFUSALS),
      /** How the session ended. */
      reasons: z.array(z.enum(REASONS)),
    }),
  ]),
  'enrolment:cancel': z.object({}),
  'enrolment:remove': z.object({
    list,
    /** One line for each place that still holds what was removed. */
    remains: z.array(z.string()),
  }),
} as const;
