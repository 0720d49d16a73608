import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The process that has the engine's lock on a folder, by the process id that the engine writes into its file `status`
 * there; undefined when that process does not live. It is a hint: the id may have gone to another process since.
 */
export function lockOwner(engineFolder: string): number | undefined {
  const pid = pidInStatus(join(engineFolder, 'status'));
  return pid !== undefined && isAlive(pid) ? pid : undefined;
}

/** Whether some process has this id. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user is alive, too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function pidInStatus(path: string): number | undefined {
  try {
    const match = /^PID: (\d+)$/m.exec(readFileSync(path, 'utf8'));
    return match === null ? undefined : Number(match[1]);
  } catch {
    return undefined;
  }
}
