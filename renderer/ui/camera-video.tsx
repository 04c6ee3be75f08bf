// The camera's picture as it comes; whoever shows it mirrors it. Renderer.

import { useEffect, useRef, type ReactElement } from 'react';
import { useKiosk } from './page-context.ts';

export function CameraVideo({ label }: { readonly label: string }): ReactElement {
  const stream = useKiosk(({ camera }) => (camera.kind === 'open' ? camera.stream : null));
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.srcObject = stream;
    return () => {
      element.srcObject = null;
    };
  }, [stream]);
  return <video ref={video} autoPlay muted playsInline aria-label={label} />;
}
