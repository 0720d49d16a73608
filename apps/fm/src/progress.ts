import { Presets, SingleBar } from 'cli-progress';
import { note } from './output.ts';
import { durationText, timeLeft } from './time-left.ts';

/** Progress of a command on standard error. */
export interface Progress {
  /**
   * @param done - a part of one counts too: half of a file is 0.5
   * @param what - what is being done; empty keeps what was said last
   */
  update(done: number, total: number, what: string): void;
  /** Removes it; the next update shows it again, and the elapsed time continues. */
  stop(): void;
}

/** How often a bar shows that time goes on although nothing new is done, in milliseconds. */
const heartbeat = 1000;

const silent: Progress = { update: () => undefined, stop: () => undefined };

/**
 * A progress bar with the time it took so far and the time that is left, which is known once something was done; silent
 * where standard error is not a terminal.
 *
 * @param unit - what is counted, e.g. `rows`; without one only the share is shown
 */
export function progressBar(unit?: string): Progress {
  if (!process.stderr.isTTY) return silent;
  const counted = unit === undefined ? '' : ` | {count}/{total} ${unit}`;
  const bar = new SingleBar(
    {
      format: `{bar} {percentage}%${counted} | {spent}, {left} left | {what}`,
      ...{ stream: process.stderr, hideCursor: true, clearOnComplete: true, barsize: 20, linewrap: false },
    },
    Presets.shades_classic,
  );
  let start: { readonly at: number; readonly done: number } | undefined;
  let [now, all, shown, changed] = [0, 0, '', 0];
  const texts = (from: { readonly at: number; readonly done: number }) => {
    const time = performance.now();
    const seconds = (time - from.at) / 1000;
    const pace = { done: now - from.done, total: all - from.done, seconds, idle: (time - changed) / 1000 };
    return { count: Math.floor(now), spent: durationText(seconds), left: timeLeft(pace), what: shown };
  };
  const draw = () => {
    if (start !== undefined) bar.update(now, texts(start));
  };
  let beat: ReturnType<typeof setInterval> | undefined;
  return {
    update(done, total, what) {
      if (start === undefined || done !== now) changed = performance.now();
      [now, all, shown] = [done, total, what === '' ? shown : what];
      start ??= { at: changed, done };
      if (beat === undefined) {
        bar.start(total, done, texts(start));
        beat = setInterval(draw, heartbeat).unref();
      }
      bar.setTotal(total);
      draw();
    },
    stop() {
      clearInterval(beat);
      beat = undefined;
      bar.stop();
    },
  };
}

/** Progress that reports the outcome of each step: a bar on a terminal, else a line for each, as suits a log. */
export function progressLines(unit: string): Progress {
  if (process.stderr.isTTY) return progressBar(unit);
  return { ...silent, update: (done, total, what) => note(`${done}/${total} ${what}`) };
}
