import { readFileSync } from 'node:fs';

/** Memory of a process at a time after the start, in seconds. */
export interface MemorySample {
  readonly second: number;
  /** Resident memory, MiB. */
  readonly residentMiB: number;
  /** Of it what is the process's own, not pages of files that the system can drop, MiB. */
  readonly ownMiB: number;
}

/** Memory of a process by /proc (proc(5)). */
export function memoryOf(pid: number, second: number): MemorySample {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mebibytes = (name: string): number =>
    Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024);
  return { second: Math.round(second), residentMiB: mebibytes('VmRSS'), ownMiB: mebibytes('RssAnon') };
}

/**
 * By how much of itself the memory of a process grew over the second half of the time: the median of the last quarter over
 * the median of the third, so that neither a warm cache nor one large answer counts.
 */
export function growth(samples: readonly MemorySample[]): number {
  const quarter = Math.floor(samples.length / 4);
  const third = median(samples.slice(2 * quarter, 3 * quarter));
  return median(samples.slice(3 * quarter)) / third - 1;
}

function median(samples: readonly MemorySample[]): number {
  const sorted = samples.map(({ ownMiB }) => ownMiB).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
