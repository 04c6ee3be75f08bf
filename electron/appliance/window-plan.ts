// Whether and how this machine can show the appliance's window. Main process of the appliance.

import { findChromium } from './chromium.ts';

export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly uid: number | undefined;
}

export interface WindowPlan {
  readonly program: string;
  readonly headless: boolean;
  readonly sandboxed: boolean;
}

export interface WindowWish {
  readonly demo: boolean;
}

/** Returns the plan, or one line that says what is missing and what to do. */
export function planWindow(machine: Machine, wish: WindowWish): WindowPlan | string {
  const program = findChromium(machine.env);
  if (program === null) {
    return 'window: no Chromium was found; install one (apt-get install chromium) or set $GATELIGHT_CHROMIUM to its path';
  }
  // A demo can be looked at in its pictures; a kiosk that nobody can see is a fault.
  if (!wish.demo && !hasDisplay(machine)) {
    return 'window: there is no display ($DISPLAY or $WAYLAND_DISPLAY); start the kiosk from a graphical session';
  }
  // Root's Chromium has no sandbox; whether root may run a kiosk was asked before.
  return { program, headless: !hasDisplay(machine), sandboxed: machine.uid !== 0 };
}

const hasDisplay = ({ env, platform }: Machine): boolean =>
  platform !== 'linux' || isSet(env['DISPLAY']) || isSet(env['WAYLAND_DISPLAY']);

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';
