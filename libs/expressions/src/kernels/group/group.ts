import { averageRanks } from '@fm/factor-math';
import type { KernelEntry } from '../work.ts';
import { meanOf } from '../time-series/moments.ts';
import { demean, scale, standardise } from '../cross-section/moments.ts';
import { median } from '../cross-section/order.ts';
import type { Row } from '../cross-section/rows.ts';
import { everyGroup } from './members.ts';

function rank({ values, n, results }: Row): void {
  averageRanks(values, n, results);
  for (let j = 0; j < n; j++) results[j] /= n;
}

const same =
  (statistic: (row: Row) => number): ((row: Row) => void) =>
  (row) =>
    void row.results.fill(statistic(row), 0, row.n);

const mean = (row: Row): number => meanOf(row.values, row.n);

/** Operators over the stocks of one group; the registry has the definitions and sources. */
export const group: Readonly<Record<string, KernelEntry>> = {
  group_neutralize: everyGroup({ compute: demean }),
  group_rank: everyGroup({ compute: rank }),
  group_zscore: everyGroup({ compute: standardise }),
  group_mean: everyGroup({ compute: same(mean) }),
  group_median: everyGroup({ compute: same(median) }),
  group_scale: everyGroup({ compute: (row) => scale(row, 1) }),
  group_count: everyGroup({ compute: same((row) => row.n) }),
  group_backfill: everyGroup({
    compute: ({ values, n, results }) => results.set(values.subarray(0, n)),
    missing: mean,
  }),
};
