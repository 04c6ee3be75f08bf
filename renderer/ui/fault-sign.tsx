// What keeps the kiosk from working, as a picture. Renderer.

import type { ReactElement } from 'react';
import type { Fault } from '#renderer/session/screen.ts';
import { Icon, PauseIcon } from './icons.tsx';

export const FaultSign = ({ fault }: { readonly fault: Fault }): ReactElement => SIGNS[fault];

const CAMERA = 'M4 10h15a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3H4zM22 14l6-3.5v11L22 18';

const Camera = ({ over }: { readonly over: string }): ReactElement => (
  <Icon>
    <path d={CAMERA} opacity="0.55" />
    <path d={over} />
  </Icon>
);

const Restarts = (): ReactElement => (
  <Icon>
    <path d="M25 11a10.5 10.5 0 1 0 1.4 7" />
    <path d="M26 5v7h-7" />
  </Icon>
);

const SIGNS: Readonly<Record<Fault, ReactElement>> = {
  'models-missing': <PauseIcon />,
  'models-altered': <PauseIcon />,
  'log-unavailable': <PauseIcon />,
  'inference-down': <Restarts />,
  'already-running': <PauseIcon />,
  'host-unreachable': <Restarts />,
  'starting-late': <Restarts />,
  'page-outdated': <Restarts />,
  'camera-missing': <Camera over="m5 27 22-22" />,
  'camera-refused': <Camera over="m5 27 22-22" />,
  'camera-forbidden': (
    <Icon>
      <rect x="7" y="14" width="18" height="13" rx="2" />
      <path d="M11 14v-3a5 5 0 0 1 10 0v3M16 19v3" />
    </Icon>
  ),
  'camera-busy': (
    <Icon>
      <circle cx="16" cy="16" r="11" />
      <path d="M16 9v7l5 3" />
    </Icon>
  ),
  'camera-lost': (
    <Icon>
      <path d="M3 16h6M9 10v12h3a6 6 0 0 0 0-12zM29 16h-5M24 10v12h-2a6 6 0 0 1-5-3" />
      <path d="m17 8 4 16" opacity="0.55" />
    </Icon>
  ),
  'camera-covered': (
    <Icon>
      <path d="M4 16s5-8 12-8 12 8 12 8-5 8-12 8-12-8-12-8z" opacity="0.55" />
      <path d="m6 26 20-20" />
    </Icon>
  ),
  'camera-frozen': (
    <Icon>
      <path d="M16 4v24M5.6 10l20.8 12M26.4 10 5.6 22M12 5l4 4 4-4M12 27l4-4 4 4" />
    </Icon>
  ),
};
