import { defineFactor } from '../definition.ts';
import { ratio } from '../elementwise.ts';

export default defineFactor({
  name: 'CurrentLiabilitiesToEquity',
  aliases: ['current_liabilities_to_equity'],
  variantOf: 'DebtToEquity',
  type: 'fundamental',
  expectedSign: 0,
  inputs: ['currentLiabilities', 'stockholdersEquity'],
  lookBack: 'sinceListing',
  warmUp: 0,
  undefinedWhen: 'equity_not_positive',
  unit: 'fraction',
  description:
    "Current liabilities over stockholders' equity of the latest balance sheet known: what the reference platform calls debt-to-equity.",
  source:
    'The reference platform; for total debt Bhandari (1988), Debt/Equity Ratio and Expected Common Stock Returns, Journal of Finance 43(2)',
  revision: 1,
  compute: ({ panel }) => ratio(panel('currentLiabilities'), panel('stockholdersEquity')),
});
