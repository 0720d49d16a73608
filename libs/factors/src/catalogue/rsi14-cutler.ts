import { relativeStrengthIndex } from '@fm/factor-math';
import { defineFactor } from '../definition.ts';

export default defineFactor({
  name: 'RSI14Cutler',
  aliases: ['RSI14_CUTLER'],
  variantOf: 'RSI14',
  type: 'technical',
  expectedSign: 0,
  inputs: ['adjClose'],
  lookBack: 14,
  warmUp: 14,
  unit: 'index 0-100',
  description:
    'Relative strength index over 14 sessions with simple means of the gains and losses of the adjusted close.',
  source: 'Wilder (1978), New Concepts in Technical Trading Systems; with simple means as Cutler proposed',
  revision: 1,
  compute: ({ panel }) => relativeStrengthIndex(panel('adjClose'), 14, 'cutler'),
});
