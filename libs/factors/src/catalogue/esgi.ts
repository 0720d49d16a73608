import { defineFactor } from '../definition.ts';

export default defineFactor({
  name: 'ESGI',
  aliases: [],
  type: 'rating',
  expectedSign: 0,
  inputs: ['ESGI'],
  lookBack: 'sinceListing',
  warmUp: 0,

  unit: '0-10',
  description: 'Rating of environmental, social and governance initiatives, read from the latest report known.',
  source:
    'Pastor, Stambaugh and Taylor (2021), Sustainable Investing in Equilibrium, Journal of Financial Economics 142(2)',
  revision: 1,
  compute: ({ panel }) => panel('ESGI'),
});
