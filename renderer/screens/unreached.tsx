// Before the page knows what kiosk it belongs to: its host does not answer. In the machine's language, for nobody chose one. Renderer.

import type { ReactElement } from 'react';
import { directionOf, localeFor, stringsFor } from '#renderer/strings/locales.ts';
import { FaultSign } from '#renderer/ui/fault-sign.tsx';
import { GateIcon } from '#renderer/ui/icons.tsx';
import '#renderer/ui/frame.css';
import { Notice } from './notice.tsx';

const FAULT = 'host-unreachable';

/** Without the frame of the other screens, which shows what is not known yet. */
export function Unreached(): ReactElement {
  const locale = localeFor(navigator.languages);
  const { product, notReady } = stringsFor(locale);
  return (
    <div className="frame" lang={locale} dir={directionOf(locale)}>
      <header className="frame__head">
        <div className="frame__brand">
          <GateIcon />
          {product}
        </div>
      </header>
      <Notice
        tone="plain"
        sign={<FaultSign fault={FAULT} />}
        title={notReady.title}
        lead={notReady.otherWay}
      />
      <footer className="frame__foot">
        <p className="muted small">
          {notReady.code}: {notReady.faults[FAULT]} {notReady.mend[FAULT]} ({FAULT})
        </p>
      </footer>
    </div>
  );
}
