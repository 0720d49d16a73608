import { defineFactor } from '../definition.ts';

export default defineFactor({
  name: 'RISK',
  aliases: [],
  type: 'rating',
  expectedSign: 0,
  inputs: ['RISK'],
  lookBack: 'sinceListing',
  warmUp: 0,

  unit: '0-10',
  description: 'Rating of risk factors and how they are managed, read from the latest report known.',
  source:
    'Campbell et al. (2014), The Information Content of Mandatory Risk Factor Disclosures, Review of Accounting Studies 19(1)',
  revision: 1,
  compute: ({ panel }) => panel('RISK'),
});
