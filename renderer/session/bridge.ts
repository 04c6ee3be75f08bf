// The page's one connection to the main side, whichever host it runs in. Renderer.

import type { OpenedCamera } from '#core/camera/index.ts';
import {
  operatorAnswers,
  operatorPush,
  operatorReply,
  sessionView,
  type AnswerTo,
  type OfferedFrame,
  type OperatorAsk,
  type OperatorPush,
  type OperatorRefusal,
  type PresentedCredential,
  type SessionView,
} from '#core/protocol/index.ts';

/** What the main side tells the page. */
export type HostNews =
  | { readonly type: 'view'; readonly view: SessionView }
  /** A view that this page cannot read: it was built for another version of the protocol. */
  | { readonly type: 'unreadable' }
  | { readonly type: 'down' };

export interface Bridge extends Disposable {
  readonly start: () => void;
  readonly cancel: () => void;
  /** More time for the session that runs; where none does, a session that has it. */
  readonly moreTime: () => void;
  /** The page has something to show. */
  readonly alive: () => void;
  /** Says which camera the frames that follow come from; a host that comes back is told again. */
  readonly cameraOpened: (camera: OpenedCamera) => void;
  /** Offers one frame; resolves with the credit for the next, rejects when the frame was lost. */
  readonly offer: (frame: OfferedFrame) => Promise<void>;
  /** A badge that was read or a PIN that was typed. */
  readonly present: (presented: PresentedCredential) => void;
  readonly callStaff: () => void;
  readonly operator: OperatorBridge;
}

/** The operator console's part. Asks may overlap; each resolves, also when the connection is lost. */
export interface OperatorBridge {
  readonly ask: <A extends OperatorAsk>(ask: A) => Promise<Answered<A>>;
  /** Called with what the main side tells a signed-in console unasked. Returns its undo. */
  readonly onLive: (listener: (push: OperatorPush) => void) => () => void;
}

export type Answered<A extends OperatorAsk> =
  | { readonly kind: 'answered'; readonly answer: AnswerTo<A> }
  | { readonly kind: 'refused'; readonly refusal: OperatorRefusal };

export type HostListener = (news: HostNews) => void;

/** Every view is parsed here, at the edge; inside the page it is trusted. */
export function readView(view: unknown): HostNews {
  const parsed = sessionView.safeParse(view);
  return parsed.success ? { type: 'view', view: parsed.data } : { type: 'unreadable' };
}

/** The reply to this ask, parsed; a reply that cannot be read is a refusal as well. */
export function readReply<A extends OperatorAsk>(ask: A, reply: unknown): Answered<A> {
  const parsed = operatorReply.safeParse(reply);
  if (!parsed.success) return unavailable('the answer cannot be read');
  if ('refusal' in parsed.data) return { kind: 'refused', refusal: parsed.data.refusal };
  const answer = operatorAnswers[ask.ask].safeParse(parsed.data.answer);
  if (!answer.success) return unavailable('the answer cannot be read');
  // The compiler does not follow that the schema of this very ask was chosen.
  return { kind: 'answered', answer: answer.data as AnswerTo<A> };
}

/** Null for what no host of ours sends. */
export const readPush = (push: unknown): OperatorPush | null =>
  operatorPush.safeParse(push).data ?? null;

export const unavailable = (message: string): Extract<Answered<never>, { kind: 'refused' }> => ({
  kind: 'refused',
  refusal: { code: 'unavailable', message },
});
