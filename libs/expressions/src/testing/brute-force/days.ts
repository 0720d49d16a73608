import { normalQuantile } from '@fm/factor-math';
import { covarianceOf, isFlat, knownOf, meanOf, quantileOf, rankOf, sumOf } from './plain.ts';
import { residualsOf } from './residuals.ts';
import type { Named } from './brute-force.ts';

/** Values of the stocks of one day, of each argument. */
type Day = (rows: readonly (readonly number[])[], params: Named) => number[];

/** A definition for a stock with a value, among the values of the day. */
function each(compute: (x: number, all: readonly number[], params: Named) => number): Day {
  return ([row], params) => row!.map((x) => (Number.isNaN(x) ? NaN : compute(x, knownOf(row!), params)));
}

/** The same among the stocks of the group. */
function within(compute: (x: number, all: readonly number[], params: Named) => number): Day {
  return ([row, groups], params) =>
    row!.map((x, i) => {
      const all = knownOf(row!.filter((_, j) => groups![j] === groups![i]));
      return Number.isNaN(x) || Number.isNaN(groups![i]) ? NaN : compute(x, all, params);
    });
}

const demean = (x: number, all: readonly number[]): number => (isFlat(all) ? 0 : x - meanOf(all));
const share = (x: number, all: readonly number[]): number => rankOf(x, all) / all.length;
const zScore = (x: number, all: readonly number[]): number =>
  isFlat(all) ? NaN : (x - meanOf(all)) / Math.sqrt(covarianceOf(all, all));
const scale = (x: number, all: readonly number[]): number => x / sumOf(all.map(Math.abs));

/** Definitions of the operators over the stocks of a day. */
export const bruteDays: Readonly<Record<string, Day>> = {
  cs_rank: each(share),
  cs_zscore: each(zScore),
  cs_demean: each(demean),
  cs_scale: each((x, all, { a }) => Number(a) * scale(x, all)),
  cs_winsorize: each((x, all, { p }) =>
    Math.min(Math.max(x, quantileOf(all, Number(p))), quantileOf(all, 1 - Number(p))),
  ),
  cs_normal: each((x, all) => normalQuantile(rankOf(x, all) / (all.length + 1))),
  cs_bucket: each((x, all, { g }) => Math.ceil((Number(g) * rankOf(x, all)) / all.length)),
  cs_mean: each((_, all) => meanOf(all)),
  cs_std: each((_, all) => Math.sqrt(covarianceOf(all, all))),
  cs_median: each((_, all) => quantileOf(all, 0.5)),
  cs_top: each((x, all, { k }) => Number(all.filter((other) => other > x).length < Number(k))),
  cs_neutralize: ([y, ...xs]) => residualsOf(y!, xs),
  cs_vec_neut: ([x, y]) => {
    const both = x!.flatMap((_, i) => (Number.isNaN(x![i]! + y![i]!) ? [] : [i]));
    const slope = sumOf(both.map((i) => x![i]! * y![i]!)) / sumOf(both.map((i) => y![i]! * y![i]!));
    return x!.map((_, i) => x![i]! - y![i]! * slope);
  },
  cs_market: ([x, weight]) => {
    const both = x!.flatMap((_, i) => (Number.isNaN(x![i]) || !(weight![i]! >= 0) ? [] : [i]));
    const mean = sumOf(both.map((i) => weight![i]! * x![i]!)) / sumOf(both.map((i) => weight![i]!));
    return x!.map((value) => (Number.isNaN(value) ? NaN : mean));
  },
  group_neutralize: within(demean),
  group_rank: within(share),
  group_zscore: within(zScore),
  group_mean: within((_, all) => meanOf(all)),
  group_median: within((_, all) => quantileOf(all, 0.5)),
  group_scale: within(scale),
  group_count: within((_, all) => all.length),
  group_backfill: ([x, groups]) =>
    x!.map((value, i) =>
      Number.isNaN(value) ? meanOf(knownOf(x!.filter((_, j) => groups![j] === groups![i]))) : value,
    ),
};
