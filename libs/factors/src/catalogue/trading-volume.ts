import { rollingMean } from '@fm/factor-math';
import { defineFactor } from '../definition.ts';

export default defineFactor({
  name: 'TradingVolume',
  aliases: ['VOLUME'],
  type: 'technical',
  expectedSign: -1,
  inputs: ['volume'],
  lookBack: 19,
  warmUp: 20,
  unit: 'shares per session',
  description: 'Mean share volume over the last 20 sessions.',
  source:
    'Brennan, Chordia and Subrahmanyam (1998), Alternative Factor Specifications, Journal of Financial Economics 49(3)',
  revision: 1,
  compute: ({ panel }) => rollingMean(panel('volume'), 20),
});
