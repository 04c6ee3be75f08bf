// The one place that joins the adapters into a kiosk: settings, lock, log, inference, door, policy. Main process of either host.

import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ms } from '#core/frame/index.ts';
import type { KioskFault } from '#core/protocol/index.ts';
import type { KeySeal } from '#electron/decision-log/key-store.ts';
import { createDoor } from '#electron/door/index.ts';
import { demoDoorSettings } from '#electron/door/settings.ts';
import { ModelsUnavailable } from '#electron/inference/models-unavailable.ts';
import { createSupervisedInference, type LaunchWorker } from '#electron/inference/supervised.ts';
import type { Attended, AttendedDoor } from '#electron/operator/attended.ts';
import { createKiosk, type OwnedKiosk } from '#electron/session/kiosk.ts';
import { policySha256 } from '#electron/session/policy-hash.ts';
import { loggedDoor } from '#electron/session/logged-door.ts';
import { createPassageControl, type PassageControl } from '#electron/session/passage.ts';
import { releaseDoor } from '#electron/session/release.ts';
import type { DoorPort, MonotonicClock } from '#electron/session/ports.ts';
import { createCameraJudge } from './camera-judge.ts';
import { readDemoSubject } from './demo-subject.ts';
import { listKernelCameras } from './kernel-cameras.ts';
import { openKioskApi } from './kiosk-api.ts';
import { lockFolder } from './lock-folder.ts';
import { openLog, type OpenedLog } from './open-log.ts';
import { openOtherWay } from './open-other-way.ts';
import { openRegister, type KioskRegister } from './open-register.ts';
import { snapshotsOf } from './open-snapshots.ts';
import { watchReadiness } from './readiness.ts';
import { choosePolicy, type ChosenPolicy } from './session-policy.ts';
import { readSettings, type Settings } from './settings.ts';
import { tellStory } from './tell-story.ts';
import { withOtherWay, type OpenKiosk } from './with-other-way.ts';

export type { LaunchWorker } from '#electron/inference/supervised.ts';

export interface ComposeOptions {
  /** The demo camera's kiosk: policy `simulated`, the simulated door whatever the settings say, log entries of host `demo`. */
  readonly demo: boolean;
  /** Whether sessions tell their story on `out`. */
  readonly messages: boolean;
  /** The installation: the folder that holds `models/`. */
  readonly root: string;
  readonly data: string;
  /** How this host gives inference a process of its own. */
  readonly launchWorker: LaunchWorker;
  /** The process's own unless somebody else drives the time, as the conformance suite does. */
  readonly clock?: MonotonicClock;
  /** The system's key store; a host that has none leaves it out. */
  readonly keySeal?: KeySeal | null;
  /** One JSON object. */
  readonly out: (line: string) => void;
  /** One line for the operator. */
  readonly print: (line: string) => void;
}

/** A kiosk at work, or the line that says why this process must not be one. */
export type Composed =
  Composition | { readonly kind: 'refused'; readonly line: string; readonly exitCode: 2 | 3 };

export interface Composition extends AsyncDisposable {
  readonly kind: 'composed';
  readonly kiosk: OpenKiosk;
  /** An operator opens the door: logged with name and reason before it moves. Resolves with the log's id. */
  readonly release: AttendedDoor;
  /** For the operator's desk. */
  readonly attended: Attended;
  readonly settings: Settings;
  readonly clock: MonotonicClock;
  /** The demo camera's still, a JPEG; null outside a demo. */
  readonly demoSubject: Uint8Array<ArrayBuffer> | null;
}

const BAD_SETTINGS = 2;
const NOT_READY = 3;

const ownClock: MonotonicClock = () => ms(performance.now());

/** Never throws for what an operator can mend: such a kiosk is composed all the same, says "not ready" and keeps the door shut. */
export async function compose(options: ComposeOptions): Promise<Composed> {
  const { demo, data, print, clock = ownClock } = options;
  const settings = await readSettings(join(data, 'settings.json'));
  if (typeof settings === 'string') return refused(settings, BAD_SETTINGS);
  const policy = await choosePolicy(options, settings);
  if (typeof policy === 'string') return refused(policy, BAD_SETTINGS);
  const demoSubject = demo ? await readDemoSubject(options.root) : null;
  if (typeof demoSubject === 'string') return refused(demoSubject, NOT_READY);
  const lock = await lockFolder(data);
  if (lock.kind === 'taken') {
    return refused(`kiosk: another one is running on ${data}; stop it first`, NOT_READY);
  }

  if (policy.policy.name === 'strict') print('policy: strict, both models must agree');

  await using resources = new AsyncDisposableStack();
  if (lock.kind === 'held') resources.defer(lock.release);
  const log = openLog(options, settings.log);
  resources.defer(log.close);
  const { id } = settings.door;
  const onLogFault = (cause: unknown): void => print(`log: ${messageOf(cause)}`);
  const door = resources.use(
    createDoor({
      onAlarm({ message: reason }) {
        print(`door ${id}: ${reason}`);
        log
          .appendEvent({ kind: 'door-fault', door: id, decisionId: null, reason })
          .catch(onLogFault);
      },
      settings: demo ? demoDoorSettings(settings.door) : settings.door,
      pulsesFile: join(data, 'door-pulses.jsonl'),
      print,
      now: () => new Date(),
    }),
  );
  const pulseMs = policy.policy.doorPulseMs;
  const logged = loggedDoor({ id, door, log, onLogFault });
  const place = { id, pulseMs, extendedPulseMs: settings.door.extendedPulseMs, log, door: logged };
  const release: AttendedDoor = (order, signal, onLogged) =>
    releaseDoor(order, place, signal, onLogged);
  const passage = demo ? null : createPassageControl(settings.door, clock, () => new Date());
  const isClaim = settings.identity.require === 'one-to-one';
  const otherWay = resources.use(
    openOtherWay(options, { log, door: { id, pulseMs, port: logged }, passage, isClaim }),
  );
  const register = resources.use(openRegister(options, settings.identity, log));
  const parts = { log, door: logged, passage, register };
  const joined = joinKiosk(options, settings, policy, parts);
  const kiosk = resources.use(withOtherWay(joined, otherWay.open));
  const api = resources.use(openKioskApi(options, settings.api, { log, register, kiosk }));
  const owned = resources.move();
  return {
    kind: 'composed',
    kiosk,
    release,
    attended: {
      ...kiosk.attended,
      view: kiosk.view,
      demo,
      policy: policy.policy,
      policySha256: policySha256(policy.policy),
      calibrationSha256: policy.calibrationSha256,
      door: { id, driver: demo ? 'simulated' : settings.door.driver },
      pinned: settings.camera.pinned,
      mirror: settings.log.mirror,
      api: api.state,
      release,
      appendEvent: log.appendEvent,
      credentials: otherWay.credentials,
      register,
      onStaffCalled: otherWay.onStaffCalled,
    },
    settings,
    clock,
    demoSubject,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

type Refused = Extract<Composed, { kind: 'refused' }>;
const refused = (line: string, exitCode: Refused['exitCode']): Refused => ({
  kind: 'refused',
  line,
  exitCode,
});

const RETRY_MS = 5000;
/** The longest side at which faces are looked for: enough to follow one at a door, in a quarter of the time. */
const DETECTOR_SIDE = 320;

interface Parts {
  readonly log: OpenedLog;
  readonly door: DoorPort;
  readonly passage: PassageControl | null;
  readonly register: KioskRegister;
}

function joinKiosk(
  options: ComposeOptions,
  settings: Settings,
  { policy, calibrationSha256 }: ChosenPolicy,
  { log, door, passage, register: { recognition } }: Parts,
): OwnedKiosk {
  const { demo, messages, out, print, clock = ownClock } = options;
  const story = messages ? tellStory(out) : null;
  const inference = createSupervisedInference({
    launch: options.launchWorker,
    detectorSide: DETECTOR_SIDE,
    home: options.root,
  });
  const readiness = watchReadiness({
    inference,
    faultOf,
    standing: log.fault,
    retryMs: RETRY_MS,
    onChange: () => kiosk.refresh(),
    print,
  });
  const kiosk = createKiosk({
    policy,
    policySha256: policySha256(policy),
    host: demo ? 'demo' : 'kiosk',
    clock,
    log,
    door,
    ...(passage !== null && { passage }),
    ...(recognition !== null && { recognition }),
    keepsPicturesDays: settings.snapshots.keep === 'none' ? null : settings.snapshots.retentionDays,
    inference,
    models: readiness.models,
    fault: readiness.fault,
    pick: (below) => randomInt(below),
    newSessionId: randomUUID,
    judgeCamera: createCameraJudge({
      demo,
      rules: settings.camera,
      kernelCameras: listKernelCameras,
      print,
    }),
    demo,
    calibrationSha256,
    onFault(what, cause) {
      print(`${what}: ${messageOf(cause)}`);
      if (what === 'inference') readiness.doubt();
    },
    ...(story !== null && { onMessage: story.onMessage }),
    onDecision(decision) {
      story?.onDecision(decision);
      snapshots.decided(decision.id, decision.record);
    },
  });
  const snapshots = snapshotsOf(kiosk.attended, options, settings.snapshots, log);
  return {
    ...kiosk,
    async [Symbol.asyncDispose]() {
      readiness[Symbol.dispose]();
      await kiosk[Symbol.asyncDispose]();
      await snapshots[Symbol.asyncDispose]();
      await inference[Symbol.asyncDispose]();
    },
  };
}

const messageOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message : String(cause);

function faultOf(cause: unknown): KioskFault {
  if (!(cause instanceof ModelsUnavailable)) return 'inference-down';
  return cause.code === 'ASSET_MISSING' ? 'models-missing' : 'models-altered';
}
