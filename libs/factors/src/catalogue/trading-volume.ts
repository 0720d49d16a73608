import { rollingMean } from '@fm/factor-math';
import { defineFactor } from '../definition.ts';
import { elementwise } from '../elementwise.ts';

export default defineFactor({
  name: 'TradingVolume',
  aliases: ['VOLUME'],
  type: 'technical',
  expectedSign: -1,
  inputs: ['volume', 'splitRatio'],
  lookBack: 19,
  warmUp: 20,
  unit: 'shares per session',
  description:
    'Mean share volume over the last 20 sessions, on the split basis of the session: a later split, for which providers restate volumes, changes nothing.',
  source:
    'Brennan, Chordia and Subrahmanyam (1998), Alternative Factor Specifications, Journal of Financial Economics 49(3)',
  revision: 3,
  compute: ({ panel }) =>
    elementwise((volume, ratio) => volume / ratio, rollingMean(panel('volume'), 20), panel('splitRatio')),
});
