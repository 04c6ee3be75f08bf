// Which camera belongs to this door: of those that the browser names, one or any. Renderer.

import { useEffect, useState, type ReactElement } from 'react';
import { useAnswer, useAsk } from '../desk-context.ts';
import { Action } from '../parts/action.tsx';
import { Chip, Refused, Word } from '../parts/panel.tsx';
import { useWords } from '../strings/words.ts';

const REPORT = { ask: 'camera:report' } as const;

interface Device {
  readonly label: string;
  readonly deviceId: string;
}

export function CameraChoice(): ReactElement {
  const { camera, settings } = useWords();
  const devices = useDevices();
  const { run, refusal, isBusy } = useAsk();
  const { answer: report, reload } = useAnswer(REPORT);
  const pinned = report?.pinned ?? null;
  const [isWritten, setWritten] = useState(false);
  async function choose(device: Device | null): Promise<void> {
    const { label = null, deviceId = null } = device ?? {};
    const written = await run({ ask: 'camera:choose', label, deviceId });
    setWritten(written !== null);
    reload();
  }
  return (
    <div className="stack">
      {devices.length === 0 && <p className="muted">{camera.noCameras}</p>}
      <ul className="choices">
        {devices.map((device) => (
          <li key={device.deviceId}>
            <span>
              {device.label}{' '}
              {report?.camera?.label === device.label && <Chip tone="good" label={camera.inUse} />}{' '}
              {pinned?.label === device.label && <Chip tone="plain" label={camera.isPinned} />}
            </span>
            <Action
              label={camera.pin}
              isBusy={isBusy}
              isDisabled={pinned?.label === device.label}
              onPress={() => void choose(device)}
            />
          </li>
        ))}
      </ul>
      {pinned !== null && (
        <div className="row">
          <Action label={camera.unpin} isBusy={isBusy} onPress={() => void choose(null)} />
        </div>
      )}
      <Refused refusal={refusal} />
      {isWritten && <Word tone="good" text={settings.applied.recomposed} />}
    </div>
  );
}

/** Without a secure context there are none. */
function useDevices(): readonly Device[] {
  const [devices, setDevices] = useState<readonly Device[]>([]);
  useEffect(() => {
    const gone = new AbortController();
    const media = 'mediaDevices' in navigator ? navigator.mediaDevices : null;
    async function find(): Promise<void> {
      const found = (await media?.enumerateDevices()) ?? [];
      if (gone.signal.aborted) return;
      const cameras = found.filter(({ kind, label }) => kind === 'videoinput' && label !== '');
      setDevices(cameras.map(({ label, deviceId }) => ({ label, deviceId })));
    }
    const list = (): void => void find();
    list();
    media?.addEventListener('devicechange', list, { signal: gone.signal });
    return () => gone.abort();
  }, []);
  return devices;
}
