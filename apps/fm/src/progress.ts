import { Presets, SingleBar } from 'cli-progress';
import { note } from './output.ts';

/** Progress of a command on standard error. */
export interface Progress {
  update(done: number, total: number, what: string): void;
  stop(): void;
}

/**
 * A progress bar; silent where standard error is no terminal.
 *
 * @param unit - what is counted, e.g. `rows`
 */
export function progressBar(unit: string): Progress {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  const format = `{bar} {percentage}% | {value}/{total} ${unit} | {rate}/s | {eta_formatted} left | {what}`;
  const bar = new SingleBar(
    { format, stream: process.stderr, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  let start: { readonly at: number; readonly done: number } | undefined;
  let shown = '';
  return {
    update(done, total, what) {
      shown = what === '' ? shown : what;
      if (start === undefined) bar.start(total, done, { what: shown, rate: '-' });
      start ??= { at: performance.now(), done };
      const seconds = (performance.now() - start.at) / 1000;
      const rate = done === start.done ? '-' : ((done - start.done) / seconds).toPrecision(3);
      bar.setTotal(total);
      bar.update(done, { what: shown, rate });
    },
    stop: () => bar.stop(),
  };
}

/** Progress that says of each step what became of it: a bar on a terminal, else a line for each, as a log wants it. */
export function progressLines(unit: string): Progress {
  if (process.stderr.isTTY) return progressBar(unit);
  return { update: (done, total, what) => note(`${done}/${total} ${what}`), stop: () => undefined };
}
