import { defineFactor } from '../definition.ts';

export default defineFactor({
  name: 'BoardAge',
  aliases: ['BA'],
  type: 'governance',
  expectedSign: 0,
  inputs: ['BoardAge'],
  lookBack: 'sinceListing',
  warmUp: 0,

  unit: 'years',
  description: 'Average age of the board of directors, from the latest proxy statement known.',
  source:
    'Masulis, Wang, Xie and Zhang (2023), Directors: Older and Wiser, or Too Old to Govern?, Journal of Financial and Quantitative Analysis',
  revision: 1,
  compute: ({ panel }) => panel('BoardAge'),
});
