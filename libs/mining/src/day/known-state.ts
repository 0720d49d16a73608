import { verdictsOf } from '@fm/results';
import { decayText } from '@fm/results/evidence';
import { readDecay, readResults } from '@fm/results/read';
import { Quarantine, type Warehouse } from '@fm/warehouse';

/** What a notification compares from day to day. */
export interface KnownState {
  readonly runId: string;
  /** Last session that the run used. */
  readonly until: string;
  /** Belief by factor, over the longest range. */
  readonly verdicts: Readonly<Record<string, string>>;
  /** What is said of factors whose premium fell, by factor; absent in reports of earlier versions. */
  readonly decay?: Readonly<Record<string, string>>;
  /** Stocks that could be ranked per session, by factor. */
  readonly coverage: Readonly<Record<string, number>>;
  /** Open entries of the quarantine by source and reason. */
  readonly quarantine: Readonly<Record<string, number>>;
}

/** Reads the state that a run and the quarantine are in. */
export async function readKnownState(warehouse: Warehouse, runId: string): Promise<KnownState> {
  const { run, summaries } = await readResults(warehouse, runId);
  const verdicts = verdictsOf(summaries, run.request.formulas);
  const samples = verdicts.map(({ summary }) => summary);
  const decay = (await readDecay(warehouse, run.id, samples)).filter(({ state }) => state !== 'steady');
  const open = (await new Quarantine(warehouse).counts()).filter(({ state }) => state === 'open');
  return {
    runId,
    until: summaries.filter(({ role }) => role !== 'holdout').reduce((last, { end }) => (end > last ? end : last), ''),
    verdicts: Object.fromEntries(verdicts.map(({ factor, belief }) => [factor, belief])),
    decay: Object.fromEntries(decay.map((one) => [one.factor, decayText(one)])),
    coverage: Object.fromEntries(verdicts.map(({ factor, summary }) => [factor, summary.coverage.meanStocks])),
    quarantine: Object.fromEntries(open.map(({ source, code, entries }) => [`${source} ${code}`, entries])),
  };
}
