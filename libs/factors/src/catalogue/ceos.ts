import { defineFactor } from '../definition.ts';

export default defineFactor({
  name: 'CEOS',
  aliases: [],
  type: 'rating',
  expectedSign: 1,
  inputs: ['CEOS'],
  lookBack: 'sinceListing',
  warmUp: 0,

  unit: '0-10',
  description: "Rating of the chief executive's statement, read from the latest report known.",
  source: 'Mayew and Venkatachalam (2012), The Power of Voice, Journal of Finance 67(1)',
  revision: 1,
  compute: ({ panel }) => panel('CEOS'),
});
