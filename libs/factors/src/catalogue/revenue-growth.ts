import { defineFactor } from '../definition.ts';
import { elementwise } from '../elementwise.ts';

export default defineFactor({
  name: 'RevenueGrowth',
  aliases: ['RG'],
  type: 'fundamental',
  expectedSign: -1,
  inputs: ['revenueTtm', 'revenueTtmYearAgo'],
  lookBack: 'sinceListing',
  warmUp: 0,
  undefinedWhen: 'revenue_not_positive',
  unit: 'fraction',
  description: 'Trailing-twelve-month revenue over the same a year earlier, minus 1.',
  source:
    'Lakonishok, Shleifer and Vishny (1994), Contrarian Investment, Extrapolation, and Risk, Journal of Finance 49(5)',
  revision: 1,
  compute: ({ panel }) =>
    elementwise(
      (now, yearAgo) => (yearAgo > 0 ? now / yearAgo - 1 : NaN),
      panel('revenueTtm'),
      panel('revenueTtmYearAgo'),
    ),
});
