import { defineFactor } from '../definition.ts';
import { ratio } from '../elementwise.ts';

export default defineFactor({
  name: 'DebtToEquity',
  aliases: ['DE'],
  type: 'fundamental',
  expectedSign: 1,
  inputs: ['totalDebt', 'stockholdersEquity'],
  lookBack: 'sinceListing',
  warmUp: 0,
  undefinedWhen: 'equity_not_positive',
  unit: 'fraction',
  description: "Total debt over stockholders' equity of the latest balance sheet known.",
  source: 'Bhandari (1988), Debt/Equity Ratio and Expected Common Stock Returns, Journal of Finance 43(2)',
  revision: 1,
  compute: ({ panel }) => ratio(panel('totalDebt'), panel('stockholdersEquity')),
});
