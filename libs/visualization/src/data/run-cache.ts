import type { FactorRanking } from '@fm/portfolio/ranking';
import type { FactorSectors } from '@fm/portfolio/sectors';
import { standingOfRun, withLedger } from '@fm/results/ledger';
import type { RollingBeta, Signal } from '../api/factor-schemas.ts';
import type { Run, SummaryRow } from '../api/schemas.ts';
import type { ComparedReturns } from './compare.ts';
import type { BetaInputs } from './rolling-beta.ts';
import type { FactorPanels } from './factor-panels.ts';
import type { Reader } from './reader.ts';
import { readSummaries } from './summaries.ts';

/** Kinds of answers, and how many of each are kept: the panels of a long run are tens of megabytes, the rest is small. */
interface Kept {
  readonly panels: FactorPanels | undefined;
  readonly betaInputs: BetaInputs;
  /** A text is the reason why it cannot be shown. */
  readonly ranking: FactorRanking | string;
  /** A text is the reason why they cannot be shown. */
  readonly sectors: FactorSectors | string;
  readonly signal: Omit<Signal, 'run' | 'factor'>;
  readonly rollingBeta: Omit<RollingBeta, 'run' | 'factor'>;
  readonly compared: ComparedReturns;
  readonly summaries: SummaryRow[];
  readonly heldOut: SummaryRow[];
}

const capacity: Readonly<Record<keyof Kept, number>> = {
  panels: 1,
  betaInputs: 1,
  ranking: 12,
  sectors: 12,
  signal: 24,
  rollingBeta: 24,
  compared: 4,
  summaries: 8,
  heldOut: 8,
};

/**
 * Answers about complete runs, whose results never change: each is read once. A run that is still going is read every
 * time.
 */
export class RunCache {
  readonly #reader: Reader;
  readonly #kept = new Map<keyof Kept, Map<string, Promise<unknown>>>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  summaries(run: Run): Promise<SummaryRow[]> {
    return this.once('summaries', run, '', async () => {
      const rows = await readSummaries(this.#reader, run.run);
      return withLedger(rows, await standingOfRun({ query: (...asked) => this.#reader.rows(...asked) }, run.run));
    });
  }

  /** Results over the opened hold-out of a run; none while it is sealed. */
  heldOut(run: Run): Promise<SummaryRow[]> {
    const [holdoutRun] = run.holdoutRuns;
    if (holdoutRun === undefined) return Promise.resolve([]);
    return this.once('heldOut', run, holdoutRun, async () => {
      const rows = await readSummaries(this.#reader, holdoutRun);
      return rows.filter(({ role }) => role === 'sample').map((row) => ({ ...row, role: 'holdout' }));
    });
  }

  /**
   * The answer of this kind about a part of a run, read at most once while it is kept.
   *
   * @param part - everything besides the run that the answer depends on
   */
  once<Kind extends keyof Kept>(
    kind: Kind,
    run: Run,
    part: string,
    read: () => Promise<Kept[Kind]>,
  ): Promise<Kept[Kind]> {
    if (run.status !== 'succeeded') return read();
    const kept = this.#kept.get(kind) ?? new Map<string, Promise<unknown>>();
    this.#kept.set(kind, kept);
    const key = JSON.stringify([run.run, run.version, part]);
    const known = kept.get(key) as Promise<Kept[Kind]> | undefined;
    if (known !== undefined) return known;
    const reading = read();
    kept.set(key, reading);
    reading.catch(() => kept.delete(key));
    if (kept.size > capacity[kind]) kept.delete(kept.keys().next().value as string);
    return reading;
  }
}
