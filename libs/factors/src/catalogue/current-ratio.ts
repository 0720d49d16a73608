import { defineFactor } from '../definition.ts';
import { ratio } from '../elementwise.ts';

export default defineFactor({
  name: 'CurrentRatio',
  aliases: ['CR'],
  type: 'fundamental',
  expectedSign: 0,
  inputs: ['currentAssets', 'currentLiabilities'],
  lookBack: 'sinceListing',
  warmUp: 0,
  undefinedWhen: 'no_current_liabilities',
  unit: 'fraction',
  description: 'Current assets over current liabilities of the latest balance sheet known.',
  source:
    'Ou and Penman (1989), Financial Statement Analysis and the Prediction of Stock Returns, Journal of Accounting and Economics 11(4)',
  revision: 1,
  compute: ({ panel }) => ratio(panel('currentAssets'), panel('currentLiabilities')),
});
