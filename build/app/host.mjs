// Which host runs the kiosk on this machine: Electron where it can, else the appliance. Node, development only.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ readonly kind: 'electron', readonly program: string } | { readonly kind: 'appliance', readonly why: string }} Host */

/**
 * @param {{ readonly electron: string | undefined, readonly platform: NodeJS.Platform, readonly env: NodeJS.ProcessEnv, readonly uid: number | undefined }} machine
 *   `electron` is the path of its binary
 * @returns {Host}
 */
export function chooseHost({ electron, platform, env, uid }) {
  if (electron === undefined)
    return { kind: 'appliance', why: "Electron's binary is not installed" };
  if (platform !== 'linux') return { kind: 'electron', program: electron };
  // Its sandbox is not given up for the sake of being root.
  if (uid === 0) return { kind: 'appliance', why: "Electron's sandbox does not run as root" };
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY'])
    return { kind: 'appliance', why: 'Electron needs a display and there is none' };
  return { kind: 'electron', program: electron };
}

/**
 * @param {string} root the repository's root
 * @returns {string | undefined} where the installer of Electron put its binary
 */
export function findElectron(root) {
  const folder = join(root, 'node_modules/electron');
  const pointer = join(folder, 'path.txt');
  if (!existsSync(pointer)) return undefined;
  const program = join(folder, 'dist', readFileSync(pointer, 'utf8').trim());
  return existsSync(program) ? program : undefined;
}
