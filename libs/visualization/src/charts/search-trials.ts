import type { SearchFound } from '../api/search-schemas.ts';
import { formatValue } from '../format.ts';
import { barModel } from './bars.ts';
import type { ChartContext, ChartModel } from './model.ts';

/** Every formula that a search tried by the size of its t, beside what worthless formulas would show. */
export function searchTrials({ trials }: SearchFound, context: ChartContext): ChartModel {
  const { bins, largestT, expectedByLuck, distinct, effective } = trials;
  const [best, luck] = [formatValue(largestT, 'tStatistic'), formatValue(expectedByLuck, 'tStatistic')];
  const model = barModel(
    {
      id: 'search-trials',
      title: 'All formulas that were tried',
      lead:
        `Best |t| ${best}; the best of ${formatValue(distinct, 'count')} worthless formulas is expected to show ${luck}. ` +
        (largestT > expectedByLuck
          ? 'The best is beyond luck on the discovery period.'
          : 'Luck alone explains the best.'),
      caption:
        'Formulas by |t| of their mean coefficient on the discovery period, each counted once, those left after a part of the ' +
        'stocks included. Beside them: what as many draws from a normal distribution would give. The search prefers large ' +
        `values, so its own bars lean to the right. Correlated formulas are worth ${formatValue(Math.round(effective), 'count')} ` +
        'unrelated ones. The dashed line is the largest |t| that luck is expected to show.',
    },
    {
      labels: bins.map(({ from, to }) => `${from} to ${to}`),
      bars: [
        { name: 'tried', values: bins.map(({ tried }) => tried) },
        { name: 'worthless formulas', values: bins.map(({ worthless }) => worthless) },
      ],
      axis: 'formulas',
      quantity: 'count',
      place: { name: `luck ${luck}`, at: bins.findIndex(({ to }) => expectedByLuck < to) },
    },
    context,
  );
  return { ...model, description: `${best} is the largest |t|; ${luck} is expected by luck.` };
}
