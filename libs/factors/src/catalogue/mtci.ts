import { defineFactor } from '../definition.ts';

export default defineFactor({
  name: 'MTCI',
  aliases: [],
  type: 'rating',
  expectedSign: 1,
  inputs: ['MTCI'],
  lookBack: 'sinceListing',
  warmUp: 0,

  unit: '0-10',
  description: 'Rating of market trends and competitive position, read from the latest report known.',
  source:
    'Hoberg and Phillips (2016), Text-Based Network Industries and Endogenous Product Differentiation, Journal of Political Economy 124(5)',
  revision: 1,
  compute: ({ panel }) => panel('MTCI'),
});
