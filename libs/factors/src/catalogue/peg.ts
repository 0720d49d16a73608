import { defineFactor } from '../definition.ts';
import { elementwise } from '../elementwise.ts';

export default defineFactor({
  name: 'PEG',
  aliases: [],
  type: 'fundamental',
  expectedSign: -1,
  inputs: ['unadjustedClose', 'epsDilutedTtm', 'epsDilutedTtmYearAgo'],
  lookBack: 'sinceListing',
  warmUp: 0,
  undefinedWhen: 'earnings_or_growth_not_positive',
  unit: 'ratio',
  description:
    'Price over trailing earnings per share, over 100 times the growth of those earnings on the year; price and earnings on the split basis of the session; defined where earnings and growth are positive.',
  source:
    'Easton (2004), PE Ratios, PEG Ratios, and Estimating the Implied Expected Rate of Return on Equity Capital, Accounting Review 79(1)',
  revision: 2,
  compute: ({ panel }) =>
    elementwise(
      (price, eps, yearAgo) => {
        const growth = eps / yearAgo - 1;
        return eps > 0 && yearAgo > 0 && growth > 0 ? price / eps / (100 * growth) : NaN;
      },
      panel('unadjustedClose'),
      panel('epsDilutedTtm'),
      panel('epsDilutedTtmYearAgo'),
    ),
});
