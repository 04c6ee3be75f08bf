// Ends a program together with all that it started. Main process of the appliance.

/** Whether programs are started as leaders of a group of their own: Windows has none. */
export const HAS_GROUPS = process.platform !== 'win32';

/** Kills what is left of the group that `leader` was started in; nothing when nobody is left. The leader may be gone already. */
export function killGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(HAS_GROUPS ? -leader : leader, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
}
