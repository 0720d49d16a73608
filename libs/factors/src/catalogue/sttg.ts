import { defineFactor } from '../definition.ts';

export default defineFactor({
  name: 'STTG',
  aliases: [],
  type: 'rating',
  expectedSign: 1,
  inputs: ['STTG'],
  lookBack: 'sinceListing',
  warmUp: 0,

  unit: '0-10',
  description: 'Rating of strategy and goals, read from the latest report known.',
  source: 'Cohen, Malloy and Nguyen (2020), Lazy Prices, Journal of Finance 75(3)',
  revision: 1,
  compute: ({ panel }) => panel('STTG'),
});
