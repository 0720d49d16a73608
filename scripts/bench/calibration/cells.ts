import {
  powerOf,
  rejectionsOf,
  returnKinds,
  signalKinds,
  worthlessRuns,
  type Power,
  type Rejections,
  type Setting,
  type WorthlessRuns,
} from '@fm/mining/calibration';
import type { PartsStore } from '../parts-store.ts';

/** Samples that are simulated, and kept, at once. */
const samplesAtOnce = 100;

/** Runs of worthless factors at once: each is 26 factors. */
const runsAtOnce = 10;

/** Seed of the first run of worthless factors, far from those of the samples. */
const firstRun = 1_000_000;

export const cellName = ({ stocks, sessions, returns, signal }: Setting): string =>
  `${stocks} stocks, ${sessions} sessions, ${returns} returns, ${signal} signal`;

/** The cells of the suite that were asked for. */
export function cellsOf(
  stocks: readonly number[],
  sessions: readonly number[],
  returns: readonly string[],
  signals: readonly string[],
): Setting[] {
  const unknown = [
    ...returns.filter((name) => !returnKinds.some((kind) => kind === name)),
    ...signals.filter((name) => !signalKinds.some((kind) => kind === name)),
  ];
  if (unknown.length > 0)
    throw new RangeError(
      `unknown kind ${unknown.join(', ')}; returns are ${returnKinds.join(', ')}, signals ${signalKinds.join(', ')}`,
    );
  return stocks.flatMap((count) =>
    sessions.flatMap((length) =>
      returnKinds
        .filter((kind) => returns.includes(kind))
        .flatMap((kind) =>
          signalKinds
            .filter((signal) => signals.includes(signal))
            .map((signal): Setting => ({ stocks: count, sessions: length, returns: kind, signal })),
        ),
    ),
  );
}

/** Rejections of a cell over samples 1 to `samples`. */
export function rejectionsIn(store: PartsStore, cell: Setting, samples: number): Rejections[] {
  const sums = new Map<string, { samples: number; rejected: number }>();
  for (const [first, count] of parts(samples, samplesAtOnce)) {
    const found = store.once(`rejections: ${cellName(cell)}`, first, count, () => rejectionsOf(cell, count, first));
    for (const { test, samples: seen, rejected } of found) {
      const sum = sums.get(test) ?? { samples: 0, rejected: 0 };
      sums.set(test, { samples: sum.samples + seen, rejected: sum.rejected + rejected });
    }
  }
  return [...sums].map(([test, sum]) => ({ test, ...sum }));
}

/** Runs of worthless factors of a cell that believe one. */
export function believingIn(store: PartsStore, cell: Setting, runs: number): WorthlessRuns {
  let believing = 0;
  for (const [first, count] of parts(runs, runsAtOnce)) {
    const simulate = (): WorthlessRuns => worthlessRuns(cell, count, firstRun + first);
    believing += store.once(`believed: ${cellName(cell)}`, first, count, simulate).believing;
  }
  return { runs, believing };
}

/** Power of the test of a premium in a cell, and of the test before it. */
export function powerIn(store: PartsStore, cell: Setting, premia: readonly number[], samples: number): Power[] {
  const sums = premia.map((premium) => ({ premium, samples, before: 0, after: 0 }));
  for (const [first, count] of parts(samples, samplesAtOnce)) {
    const name = `power of ${premia.join(', ')}: ${cellName(cell)}`;
    store
      .once(name, first, count, () => powerOf(cell, premia, count, first))
      .forEach(({ before, after }, at) => {
        const sum = sums[at] as { before: number; after: number };
        sum.before += before;
        sum.after += after;
      });
  }
  return sums;
}

/** First sample, from 1, and number of samples of each part. */
function* parts(samples: number, atOnce: number): Generator<[number, number]> {
  for (let first = 1; first <= samples; first += atOnce) yield [first, Math.min(atOnce, samples - first + 1)];
}
