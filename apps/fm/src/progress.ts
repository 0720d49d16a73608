import { Presets, SingleBar } from 'cli-progress';

/** A progress bar on standard error; silent where that is no terminal. */
export interface Progress {
  update(done: number, total: number, what: string): void;
  stop(): void;
}

/** @param unit - what is counted, e.g. `rows` */
export function progressBar(unit: string): Progress {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  const format = `{bar} {percentage}% | {value}/{total} ${unit} | {eta_formatted} left | {what}`;
  const bar = new SingleBar(
    { format, stream: process.stderr, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update(done, total, what) {
      if (!started) bar.start(total, done, { what });
      started = true;
      bar.setTotal(total);
      bar.update(done, { what });
    },
    stop: () => bar.stop(),
  };
}
