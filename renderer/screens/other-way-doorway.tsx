// Shows the kiosk, or in its place the way in without a face and what came of it. Hears badge readers on every quiet screen. Renderer.

import { useCallback, useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { KioskPage } from '#renderer/session/page.ts';
import type { Screen } from '#renderer/session/screen.ts';
import { viewOf, type KioskState } from '#renderer/session/store.ts';
import { NOTHING_READ, stepWedge } from '#renderer/session/wedge.ts';
import { usePage } from '#renderer/ui/page-context.ts';
import { OtherWayContext } from './other-way-context.ts';
import { OtherWayResult } from './other-way-result.tsx';
import { OtherWay } from './other-way.tsx';

export function OtherWayDoorway({ children }: { readonly children: ReactNode }): ReactElement {
  const page = usePage();
  const access = useStore(page.store, (state) => viewOf(state)?.access ?? null);
  const isThere = useStore(page.store, ({ host }) => host.kind === 'connected');
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(() => {
    // A result that stands there has been read; a session that has just begun is not wanted.
    page.cancel();
    setOpen(true);
  }, [page]);
  const close = useCallback(() => setOpen(false), []);
  useBadgeReader(page);
  useHeldFrames(page, isOpen || access !== null);
  useEffect(
    () =>
      page.store.subscribe((state, before) => {
        if (isOver(state) || hasBegun(state, before)) close();
      }),
    [page, close],
  );

  if (access !== null) return <OtherWayResult access={access} />;
  if (isOpen && isThere) return <OtherWay onClose={close} />;
  return <OtherWayContext value={isThere ? open : null}>{children}</OtherWayContext>;
}

/** Let in, or somebody comes; after a refusal the keys are shown again. */
function isOver(state: KioskState): boolean {
  const access = viewOf(state)?.access?.state ?? 'wait';
  return state.host.kind !== 'connected' || (access !== 'wait' && access !== 'refused');
}

/** Where a badge or PIN only says who it is: from then on the camera looks. */
const hasBegun = (state: KioskState, before: KioskState): boolean =>
  viewOf(before)?.access !== undefined &&
  viewOf(state)?.access === undefined &&
  viewOf(state)?.phase === 'positioning';

/** Nobody has to press anything first: whoever holds a badge to the reader means it. */
function useBadgeReader(page: KioskPage): void {
  useEffect(() => {
    let wedge = NOTHING_READ;
    const press = (event: KeyboardEvent): void => {
      const isChord = event.ctrlKey || event.altKey || event.metaKey;
      const key = isChord ? 'Unidentified' : event.key;
      const step = stepWedge(wedge, { key, atMs: event.timeStamp });
      wedge = step.wedge;
      if (step.badge === null || !isForBadges(page.screen.getState())) return;
      // Its Enter presses no button and starts no session.
      event.preventDefault();
      event.stopImmediatePropagation();
      page.present({ kind: 'badge', value: step.badge });
    };
    addEventListener('keydown', press, { capture: true });
    return () => removeEventListener('keydown', press, { capture: true });
  }, [page]);
}

/** Until somebody is being judged: whoever steps up with a badge in hand is seen by the camera first. */
function isForBadges(screen: Screen): boolean {
  switch (screen.name) {
    case 'starting':
      return false;
    case 'capture':
      return screen.phase === 'positioning';
    case 'concluded':
      return screen.view.result !== 'wait';
    case 'idle':
    case 'not-ready':
      return true;
  }
}

/** No frame leaves the page: who stands before the camera has chosen not to be looked at. */
function useHeldFrames({ store }: KioskPage, isHeld: boolean): void {
  useEffect(() => {
    if (!isHeld) return undefined;
    store.setState({ isHeld: true });
    return () => store.setState({ isHeld: false });
  }, [store, isHeld]);
}
