import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether a living process has the engine's lock on a folder, by the process id that the engine writes into its file
 * `status` there. The engine itself says only that it could not open the folder.
 */
export function isLocked(engineFolder: string): boolean {
  try {
    const pid = /^PID: (\d+)$/m.exec(readFileSync(join(engineFolder, 'status'), 'utf8'))?.[1];
    return pid !== undefined && process.kill(Number(pid), 0);
  } catch (error) {
    // A process of another user is alive, too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
