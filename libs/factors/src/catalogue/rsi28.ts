import { relativeStrengthIndex } from '@fm/factor-math';
import { defineFactor } from '../definition.ts';

export default defineFactor({
  name: 'RSI28',
  aliases: [],
  type: 'technical',
  expectedSign: 0,
  inputs: ['adjClose'],
  lookBack: 'sinceListing',
  warmUp: 28,
  unit: 'index 0-100',
  description:
    'Relative strength index over 28 sessions with Wilder smoothing of the gains and losses of the adjusted close.',
  source: 'Wilder (1978), New Concepts in Technical Trading Systems',
  revision: 2,
  compute: ({ panel }) => relativeStrengthIndex(panel('adjClose'), 28, 'wilder'),
});
