import { averageRanks, normalQuantile } from '@fm/factor-math';
import { numberOf, type KernelEntry } from '../work.ts';
import { quantileOfSorted } from '../time-series/quantile.ts';
import { everyRow, type Row } from './rows.ts';

/** Replaces the values of a session by a function of their average ranks, from 1. */
function ranked(f: (rank: number, n: number, param: number) => number): KernelEntry {
  return everyRow((row, work) => {
    const { values, n, results } = row;
    averageRanks(values, n, results);
    for (let j = 0; j < n; j++) results[j] = f(results[j], n, numberOf(work, 0));
  });
}

function sorted({ values, n }: Row): Float64Array {
  return values.slice(0, n).sort();
}

/** Median of a session. */
export function median(row: Row): number {
  return quantileOfSorted(sorted(row), row.n, 0.5);
}

function winsorise(row: Row, p: number): void {
  const { values, n, results } = row;
  const ascending = sorted(row);
  const least = quantileOfSorted(ascending, n, p);
  const most = quantileOfSorted(ascending, n, 1 - p);
  for (let j = 0; j < n; j++) results[j] = Math.min(Math.max(values[j], least), most);
}

/** Marks the values than which fewer than k are greater. */
function top(row: Row, k: number): void {
  const { values, n, results } = row;
  const least = sorted(row)[Math.max(0, n - k)];
  for (let j = 0; j < n; j++) results[j] = values[j] >= least ? 1 : 0;
}

/** Order statistics of a session; the registry has the definitions and sources. */
export const sessionOrder: Readonly<Record<string, KernelEntry>> = {
  cs_rank: {
    reach: 'rows',
    run: ({ simd, scratch, stocks, args, argStrides, out, stride, firstRow, endRow }) => {
      for (let r = firstRow; r < endRow; r++) {
        simd['rankRow']((args[0] + r * argStrides[0]) * 8, (out + r * stride) * 8, stocks, scratch * 8);
      }
    },
  },
  cs_normal: ranked((rank, n) => normalQuantile(rank / (n + 1))),
  cs_bucket: ranked((rank, n, buckets) => Math.ceil((buckets * rank) / n)),
  cs_winsorize: everyRow((row, work) => winsorise(row, numberOf(work, 0))),
  cs_median: everyRow((row) => row.results.fill(median(row), 0, row.n)),
  cs_top: everyRow((row, work) => top(row, numberOf(work, 0))),
};
