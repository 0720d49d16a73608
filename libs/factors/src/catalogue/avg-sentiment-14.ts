import { defineFactor } from '../definition.ts';

export default defineFactor({
  name: 'AvgSentiment14',
  aliases: ['SENT', 'SENTIMENT'],
  type: 'sentiment',
  expectedSign: 1,
  inputs: ['averageSentiment14'],
  lookBack: 'sinceListing',
  warmUp: 0,

  unit: '-1 to 1',
  description: 'Mean sentiment of the articles published in the 14 calendar days up to the close.',
  source: 'Tetlock (2007), Giving Content to Investor Sentiment, Journal of Finance 62(3)',
  revision: 1,
  compute: ({ panel }) => panel('averageSentiment14'),
});
