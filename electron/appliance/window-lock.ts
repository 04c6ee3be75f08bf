// Locks Chromium's window from outside: one page, at our address, that opens, loads, saves and prints nothing. Main process of the appliance.

import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { PAGE_GUARD } from '#electron/main/lockdown-page.ts';
import type { CommandPipe } from './devtools.ts';

export interface WindowLockOptions {
  /** Of the kiosk's page, without a path. */
  readonly origin: string;
  /** Path of the file that Chromium is started on; it may be shown until the page is. */
  readonly launcher: string;
  /** The window cannot be kept as it is: its page crashed, or it went elsewhere. Called once. */
  readonly onLost: (why: string) => void;
}

const attachedTarget = z.object({
  sessionId: z.string(),
  targetInfo: z.object({ targetId: z.string(), type: z.string() }),
});
const pausedRequest = z.object({ requestId: z.string(), request: z.object({ url: z.string() }) });
const navigated = z.object({
  frame: z.object({ url: z.string(), parentId: z.string().optional() }),
});

/**
 * Resolves once the browser's commands are in place; `onLost` says when they cannot be. The first page is the kiosk's. Every other
 * target that Chromium makes (a pop-up, its tools, the source of the page) stops before its first script and is closed.
 */
export async function lockWindow(
  { send, onEvent }: CommandPipe,
  { origin, launcher, onLost }: WindowLockOptions,
): Promise<void> {
  let page: { readonly targetId: string; readonly sessionId: string } | null = null;
  let arrived = false;
  let isLost = false;

  const lose = (why: string): void => {
    if (isLost) return;
    isLost = true;
    onLost(why);
  };
  /** A command that fails leaves the window unlocked, unless what it was for is gone. */
  const must = async (...command: Parameters<typeof send>): Promise<void> => {
    await send(...command).catch((cause: unknown) => {
      lose(`it cannot be locked: ${cause instanceof Error ? cause.message : String(cause)}`);
    });
  };
  const may = (...command: Parameters<typeof send>): void =>
    void send(...command).catch(() => undefined);
  const isOurs = (url: string): boolean =>
    url.startsWith(`${origin}/`) || (!arrived && (isFile(url, launcher) || url === 'about:blank'));

  onEvent(({ method, params, sessionId }) => {
    if (method === 'Target.attachedToTarget') return meet(attachedTarget.parse(params));
    if (page === null || sessionId !== page.sessionId) return;
    switch (method) {
      case 'Inspector.targetCrashed':
        return lose('its page has crashed');
      case 'Page.javascriptDialogOpening':
        return may('Page.handleJavaScriptDialog', { accept: false }, sessionId);
      case 'Fetch.requestPaused': {
        const { requestId, request } = pausedRequest.parse(params);
        // "Aborted" leaves the page where it is; any other reason would show an error in its place.
        return isOurs(request.url)
          ? may('Fetch.continueRequest', { requestId }, sessionId)
          : may('Fetch.failRequest', { requestId, errorReason: 'Aborted' }, sessionId);
      }
      case 'Page.frameNavigated': {
        const { url, parentId } = navigated.parse(params).frame;
        if (parentId !== undefined) return;
        if (!isOurs(url)) return lose('its page went elsewhere');
        if (url !== `${origin}/`) return;
        arrived = true;
        // There is nothing to go back to.
        return may('Page.resetNavigationHistory', {}, sessionId);
      }
    }
  });

  function meet({
    sessionId,
    targetInfo: { targetId, type },
  }: z.infer<typeof attachedTarget>): void {
    if (type === 'page' && page === null) {
      page = { targetId, sessionId };
      void lockPage(sessionId);
    } else if (targetId !== page?.targetId) {
      if (CLOSED.has(type)) may('Target.closeTarget', { targetId });
      else may('Runtime.runIfWaitingForDebugger', {}, sessionId);
    }
  }

  async function lockPage(session: string): Promise<void> {
    await Promise.all([
      must('Inspector.enable', {}, session),
      must('Page.enable', {}, session),
      must(
        'Page.addScriptToEvaluateOnNewDocument',
        { source: PAGE_GUARD, runImmediately: true },
        session,
      ),
      must('Fetch.enable', { patterns: [{ resourceType: 'Document' }] }, session),
      // A file chooser is a window of the system's, with the whole disk in it.
      must('Page.setInterceptFileChooserDialog', { enabled: true }, session),
    ]);
    may('Runtime.runIfWaitingForDebugger', {}, session);
  }

  await Promise.all([
    must('Browser.setDownloadBehavior', { behavior: 'deny' }),
    must('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
    }),
  ]);
}

/** Whatever has a face. Workers belong to the page, and its content policy holds them. */
const CLOSED: ReadonlySet<string> = new Set(['page', 'other', 'webview', 'background_page', 'app']);

/** Compared as paths: Node and Chromium do not spell every letter of an address alike. */
function isFile(url: string, path: string): boolean {
  try {
    return fileURLToPath(url) === path;
  } catch {
    return false;
  }
}
