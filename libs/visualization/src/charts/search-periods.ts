import type { SearchFound } from '../api/search-schemas.ts';
import { barModel } from './bars.ts';
import type { ChartContext, ChartModel } from './model.ts';

/** Mean coefficients of all finalists in the three periods of a search. */
export function searchPeriods({ finalists }: SearchFound, context: ChartContext): ChartModel {
  const kept = finalists.filter(({ discovery, validation }) => {
    return (validation.coefficient ?? 0) >= (discovery.coefficient ?? 0) / 2;
  });
  const opened = finalists.some(({ lockbox }) => lockbox !== null);
  return barModel(
    {
      id: 'search-periods',
      title: 'Finalists in the three periods',
      lead: `${kept.length} of ${finalists.length} finalists keep at least half of their coefficient in the validation period.`,
      caption:
        'Mean rank information coefficient of each finalist, with the sign it had on the discovery period; numbers as in the table. ' +
        'The search chose them for the first bar, which is therefore too high. ' +
        (opened ? 'The lock-box was not seen before it was opened.' : 'The lock-box is sealed.'),
    },
    {
      labels: finalists.map(({ number }) => String(number)),
      bars: [
        { name: 'discovery', values: finalists.map(({ discovery }) => discovery.coefficient) },
        { name: 'validation', values: finalists.map(({ validation }) => validation.coefficient) },
        ...(opened ? [{ name: 'lock-box', values: finalists.map(({ lockbox }) => lockbox?.coefficient ?? null) }] : []),
      ],
      axis: 'mean coefficient',
      quantity: 'ratio',
    },
    context,
  );
}
