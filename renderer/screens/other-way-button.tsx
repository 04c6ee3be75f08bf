// The control that opens the way in without a face; on every screen on which somebody may want it. Renderer.

import type { ReactElement } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { useStrings } from '#renderer/ui/page-context.ts';
import { useOtherWay } from './other-way-context.ts';

export function OtherWayButton(): ReactElement | null {
  const open = useOtherWay();
  const { otherWay } = useStrings();
  return open === null ? null : <Button kind="quiet" label={otherWay.open} onPress={open} />;
}
