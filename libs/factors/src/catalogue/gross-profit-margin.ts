import { defineFactor } from '../definition.ts';
import { elementwise } from '../elementwise.ts';

export default defineFactor({
  name: 'GrossProfitMargin',
  aliases: ['GPM'],
  type: 'fundamental',
  expectedSign: 1,
  inputs: ['revenueTtm', 'costOfRevenueTtm'],
  lookBack: 'sinceListing',
  warmUp: 0,
  undefinedWhen: 'revenue_not_positive',
  unit: 'fraction',
  description: 'Revenue minus cost of revenue, over revenue, trailing twelve months.',
  source:
    'Novy-Marx (2013), The Other Side of Value: The Gross Profitability Premium, Journal of Financial Economics 108(1)',
  revision: 1,
  compute: ({ panel }) =>
    elementwise(
      (revenue, cost) => (revenue > 0 ? (revenue - cost) / revenue : NaN),
      panel('revenueTtm'),
      panel('costOfRevenueTtm'),
    ),
});
