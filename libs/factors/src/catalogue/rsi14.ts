import { relativeStrengthIndex } from '@fm/factor-math';
import { defineFactor } from '../definition.ts';

export default defineFactor({
  name: 'RSI14',
  aliases: ['RSI'],
  type: 'technical',
  expectedSign: 0,
  inputs: ['adjClose'],
  lookBack: 'sinceListing',
  warmUp: 14,
  unit: 'index 0-100',
  description:
    'Relative strength index over 14 sessions with Wilder smoothing of the gains and losses of the adjusted close.',
  source: 'Wilder (1978), New Concepts in Technical Trading Systems',
  revision: 2,
  compute: ({ panel }) => relativeStrengthIndex(panel('adjClose'), 14, 'wilder'),
});
