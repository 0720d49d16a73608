import { FmError } from '@fm/platform';
import { mostCompanies } from './companies.ts';

/** What kind of market to invent; the same options give the same bytes. */
export interface DemonstrationOptions {
  /** @default 20 */
  readonly seed?: number;
  /** Number of stocks, 9 to 30. @default 30 */
  readonly stocks?: number;
  /** First day, ISO. @default '2015-01-02' */
  readonly start?: string;
  /** Last day, ISO. @default '2023-12-29' */
  readonly end?: string;
}

/** Options with every default filled in. @throws DEMONSTRATION_OPTION */
export function resolveOptions(options: DemonstrationOptions = {}): Required<DemonstrationOptions> {
  const { seed = 20, stocks = 30, start = '2015-01-02', end = '2023-12-29' } = options;
  if (!Number.isInteger(stocks) || stocks < 9 || stocks > mostCompanies) {
    throw badOption(`stocks is ${stocks}`, `Give a whole number from 9 to ${mostCompanies}.`);
  }
  if (!Number.isInteger(seed)) throw badOption(`seed is ${seed}`, 'Give a whole number.');
  if (!(Date.parse(end) - Date.parse(start) >= 0)) {
    throw badOption(`the range is ${start} to ${end}`, 'Give two ISO dates, the earlier one first.');
  }
  return { seed, stocks, start, end };
}

function badOption(what: string, remedy: string): FmError {
  return new FmError('DEMONSTRATION_OPTION', { what, remedy, kind: 'usage' });
}
