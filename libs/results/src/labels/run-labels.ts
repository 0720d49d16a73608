import type { Warehouse } from '@fm/warehouse/rows';

/** The labels of a run. None of them is part of the run's identity. */
export interface RunLabel {
  /** Empty where it has none. */
  readonly name: string;
  readonly note: string;
  /** Whether it is the run that is shown by default; at most one is. */
  readonly pinned: boolean;
  /** Whether lists leave it out. */
  readonly archived: boolean;
}

/** The labels of all runs. */
export class RunLabels {
  readonly #values: ReadonlyMap<string, string>;
  /** Id of the pinned run; empty if no run is pinned. */
  readonly pinnedRun: string;

  /** @param values - by run and kind of label, see {@link labelKey} */
  constructor(values: ReadonlyMap<string, string>) {
    this.#values = values;
    this.pinnedRun = values.get(labelKey('', 'pinned')) ?? '';
  }

  of(runId: string): RunLabel {
    const value = (what: string) => this.#values.get(labelKey(runId, what)) ?? '';
    return {
      name: value('name'),
      note: value('note'),
      pinned: this.pinnedRun !== '' && this.pinnedRun === runId,
      archived: value('archived') !== '',
    };
  }
}

/** The newest of every label. */
export async function readRunLabels(warehouse: Pick<Warehouse, 'query'>): Promise<RunLabels> {
  const rows = await warehouse.query<{ run: string; what: string; value: string }>(
    'SELECT run_id AS run, what, argMax(l.value, (l.version, l.value)) AS value FROM run_labels AS l GROUP BY run_id, what',
  );
  return new RunLabels(new Map(rows.map(({ run, what, value }) => [labelKey(run, what), value])));
}

function labelKey(runId: string, what: string): string {
  return `${runId} ${what}`;
}
