import { placeboBudget, type SearchMarket } from '@fm/discovery';
import { runPlacebos, type SearchRecord } from '@fm/discovery/store';
import { systemClock } from '@fm/platform';
import type { Warehouse } from '@fm/warehouse';
import { digits, note } from '../output.ts';
import { performing, type PerformOptions } from './perform.ts';

/** Performs the placebo searches of a search that it does not have yet, with a line for each. */
export async function performPlacebos(
  warehouse: Warehouse,
  record: SearchRecord,
  market: SearchMarket,
  reruns: number,
  options: PerformOptions,
): Promise<void> {
  note(`placebo searches: ${reruns} over returns of other sessions; their candidates are not trials of the ledger`);
  const each = { ...record.request, budget: placeboBudget(record.request) };
  await performing(
    each,
    market,
    options,
    ({ jobs, memoryBytes, signal }) =>
      runPlacebos(record, market, {
        ...{ warehouse, clock: systemClock, reruns, jobs },
        ...(memoryBytes === undefined ? {} : { memoryBytes }),
        ...(signal === undefined ? {} : { signal }),
        onRerun: (outcome) =>
          note(`placebo ${outcome.number} of ${reruns}: smallest family-wise p ${digits(outcome.smallestP, 4)}`),
      }),
    `Continue with \`fm discover placebo ${record.id.slice(0, 12)} --reruns ${reruns}\`.`,
  );
}
