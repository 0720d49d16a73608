import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of a few megabytes in memory. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all space that is left. */
  fill(): void;
  /** Gives it back. */
  free(): void;
  end(): void;
}

/** Mounts one. @returns undefined where mounting is not allowed */
export function mountSmallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'fm-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  if (status !== 0) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: () => {
      const file = openSync(filler, 'w');
      const { bavail, bsize } = statfsSync(folder);
      const page = Buffer.alloc(bsize);
      for (let pages = bavail; pages > 0; pages--) writeSync(file, page);
      closeSync(file);
    },
    free: () => rmSync(filler, { force: true }),
    end: () => {
      spawnSync('umount', [folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether this process may mount a file system; root may, outside of locked-down containers. */
export const mayMount = ((): boolean => {
  const disk = mountSmallDisk(1);
  disk?.end();
  return disk !== undefined;
})();
