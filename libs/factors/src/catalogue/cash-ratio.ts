import { defineFactor } from '../definition.ts';
import { ratio } from '../elementwise.ts';

export default defineFactor({
  name: 'CashRatio',
  aliases: ['CASH'],
  type: 'fundamental',
  expectedSign: 1,
  inputs: ['cash', 'currentLiabilities'],
  lookBack: 'sinceListing',
  warmUp: 0,
  undefinedWhen: 'no_current_liabilities',
  unit: 'fraction',
  description: 'Cash and equivalents over current liabilities of the latest balance sheet known.',
  source: 'Palazzo (2012), Cash Holdings, Risk, and Expected Returns, Journal of Financial Economics 104(1)',
  revision: 1,
  compute: ({ panel }) => ratio(panel('cash'), panel('currentLiabilities')),
});
