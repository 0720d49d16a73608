import { defineFactor } from '../definition.ts';
import { ratio } from '../elementwise.ts';

export default defineFactor({
  name: 'PB',
  aliases: ['P/B'],
  type: 'fundamental',
  expectedSign: -1,
  inputs: ['marketCap', 'stockholdersEquity'],
  lookBack: 'sinceListing',
  warmUp: 0,
  undefinedWhen: 'equity_not_positive',
  unit: 'times',
  description: "Market capitalisation over stockholders' equity.",
  source: 'Fama and French (1992), The Cross-Section of Expected Stock Returns, Journal of Finance 47(2)',
  revision: 1,
  compute: ({ panel }) => ratio(panel('marketCap'), panel('stockholdersEquity')),
});
