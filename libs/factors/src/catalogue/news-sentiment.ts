import { defineFactor } from '../definition.ts';

export default defineFactor({
  name: 'NEWSENT',
  aliases: [],
  type: 'sentiment',
  expectedSign: 1,
  inputs: ['latestSentiment'],
  lookBack: 'sinceListing',
  warmUp: 0,

  unit: '-1 to 1',
  description: 'Mean sentiment of the articles of the latest day that has any.',
  source: 'Tetlock, Saar-Tsechansky and Macskassy (2008), More Than Words, Journal of Finance 63(3)',
  revision: 1,
  compute: ({ panel }) => panel('latestSentiment'),
});
