import { expectedByLuck, memoryOf, type SearchMarket, type SearchProgress, type SearchRequest } from '@fm/discovery';
import type { DiscoveryOptions } from '@fm/discovery/store';
import { endAtOnce, FmError } from '@fm/platform';
import { note } from '../output.ts';
import { progressBar } from '../progress.ts';

/** How a search is performed from the command line. */
export interface PerformOptions {
  readonly jobs?: number;
  /** In mebibytes. */
  readonly memory?: number;
}

/** Shares of a search after which a line is written where no bar is shown. */
const shares = 10;

/**
 * Performs a search with its memory stated before it begins, and with candidates a second and the best so far beside what luck
 * would show. Ctrl-C stops cleanly; a second one ends at once.
 *
 * @param remedy - how to continue what Ctrl-C stopped
 * @throws INTERRUPTED and what `work` throws
 */
export async function performing<Found>(
  request: SearchRequest,
  market: SearchMarket,
  { jobs = 1, memory = 2048 }: PerformOptions,
  work: (how: Pick<DiscoveryOptions, 'jobs' | 'memoryBytes' | 'signal' | 'onProgress'>) => Promise<Found>,
  remedy = 'Continue with `fm discover resume`.',
): Promise<Found> {
  const { symbols, sessions } = market;
  const mebibytes = Math.ceil(memoryOf(market, jobs) / 2 ** 20);
  note(
    `${request.budget} candidates over ${symbols.length} stocks x ${sessions.length} sessions, ${jobs} threads, up to ${mebibytes} MiB`,
  );
  const stop = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stop.signal.aborted) endAtOnce(signal);
    stop.abort(stopped(remedy));
  };
  const bar = progressBar('epochs');
  const begin = performance.now();
  let shown = 0;
  const onProgress = (progress: SearchProgress): void => {
    const { done, total } = progress;
    bar.update(done, total, describe(progress, (performance.now() - begin) / 1000));
    if (process.stderr.isTTY || Math.floor((shares * done) / total) === shown) return;
    shown = Math.floor((shares * done) / total);
    note(`${done}/${total} epochs: ${describe(progress, (performance.now() - begin) / 1000)}`);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    return await work({ jobs, memoryBytes: memory * 2 ** 20, signal: stop.signal, onProgress });
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    bar.stop();
  }
}

function describe({ trials, trialsNow, best }: SearchProgress, seconds: number): string {
  const rate = `${trials} tried, ${(trialsNow / seconds).toFixed(1)} a second`;
  if (best === undefined) return rate;
  const luck = expectedByLuck(Math.max(2, trials)).toFixed(2);
  return `${rate}; best |t| ${Math.abs(best.t).toFixed(2)}, by luck ${luck}: ${best.formula}`;
}

function stopped(remedy: string): FmError {
  return new FmError('INTERRUPTED', {
    what: 'the search was stopped; finished epochs are kept',
    remedy,
  });
}
