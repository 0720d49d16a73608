import { defineFactor } from '../definition.ts';
import { elementwise } from '../elementwise.ts';

export default defineFactor({
  name: 'InterestCoverage',
  aliases: ['IC'],
  type: 'fundamental',
  expectedSign: 1,
  inputs: ['pretaxIncomeTtm', 'interestExpenseTtm'],
  lookBack: 'sinceListing',
  warmUp: 0,
  undefinedWhen: 'no_interest_expense',
  unit: 'times',
  description: 'Pre-tax income plus interest expense, over interest expense, trailing twelve months.',
  source:
    'Altman (1968), Financial Ratios, Discriminant Analysis and the Prediction of Corporate Bankruptcy, Journal of Finance 23(4)',
  revision: 1,
  compute: ({ panel }) =>
    elementwise(
      (income, interest) => (interest > 0 ? (income + interest) / interest : NaN),
      panel('pretaxIncomeTtm'),
      panel('interestExpenseTtm'),
    ),
});
