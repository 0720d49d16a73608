import type { ProposedFormula } from '../discover.ts';
import type { SearchMarket } from '../data/search-market.ts';
import { yearsOf, type TrialsReport } from './trials.ts';

/** The inputs of the notes. */
interface NotesInput {
  readonly market: SearchMarket;
  readonly trials: TrialsReport;
  readonly horizon: number;
  /** Sessions with signals of the discovery period. */
  readonly sessions: number;
  /** Smallest mean coefficient that the validation could have shown. */
  readonly effect: number | null;
  readonly proposed: readonly ProposedFormula[];
  /** First day of the lock-box. */
  readonly lockboxStart: string;
}

/** Number of stocks from which realistic daily coefficients can be detected. */
const enoughStocks = 300;

/** What a reader must know before believing a search. */
export function notesOf({ market, trials, horizon, sessions, effect, proposed, lockboxStart }: NotesInput): string[] {
  const stocks = market.symbols.length;
  const notes = [...market.notes];
  const seen = effect === null ? 'no effect' : `a mean daily rank coefficient of ${effect.toFixed(4)} or more`;
  notes.push(
    `With ${stocks} stocks at a horizon of ${horizon}, the validation could show ${seen} (80 % power at a family-wise 5 %). ` +
      `Honest daily coefficients are about 0.005 to 0.03 and need hundreds of stocks to be seen${stocks < enoughStocks ? `: ${stocks} are too few to find what is small, and nothing found says little` : ''}.`,
  );
  notes.push(
    'Where nothing is to be found the validation promises to declare something in at most 5 % of searches. Measured over invented noise (64 stocks, 1,512 sessions, 2,000 candidates) it did in 17 of 200 searches (5.4 to 13.2 % with 95 % confidence), one more than the test of the promise allows, and on 41 of 1,000 continuations of them (4.1 %; `npm run bench -- discovery-honesty`): the promise is not proven.',
  );
  if (horizon < 5)
    notes.push(
      'Returns are counted from the close that the signal reads: over a few sessions part of what prices such as low / close predict is the bounce between bid and ask, which nobody earns who trades after the close.',
    );
  const years = yearsOf(sessions);
  if (years < trials.minimumYears)
    notes.push(
      `The discovery period has ${years.toFixed(1)} years; the best of ${trials.distinct} worthless formulas is expected to show an annual Sharpe ratio of 1 over anything shorter than ${trials.minimumYears.toFixed(1)}. Its numbers are not evidence; only the validation and the lock-box are.`,
    );
  if (market.neutralTo.length === 0)
    notes.push('Forward returns are not neutral to anything: neither industry nor size nor a known factor is there.');
  const models = proposed.filter(
    ({ trainingCutoff }) => trainingCutoff !== undefined && trainingCutoff >= lockboxStart,
  );
  for (const source of new Set(models.map((one) => one.source)))
    notes.push(
      `${source} was trained on days of the lock-box: its formulas are not tried blind there, whatever the lock-box says.`,
    );
  return notes;
}
