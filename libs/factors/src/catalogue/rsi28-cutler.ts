import { relativeStrengthIndex } from '@fm/factor-math';
import { defineFactor } from '../definition.ts';

export default defineFactor({
  name: 'RSI28Cutler',
  aliases: ['RSI28_CUTLER'],
  variantOf: 'RSI28',
  type: 'technical',
  expectedSign: 0,
  inputs: ['adjClose'],
  lookBack: 28,
  warmUp: 28,
  unit: 'index 0-100',
  description:
    'Relative strength index over 28 sessions with simple means of the gains and losses of the adjusted close.',
  source: 'Wilder (1978), New Concepts in Technical Trading Systems; with simple means as Cutler proposed',
  revision: 1,
  compute: ({ panel }) => relativeStrengthIndex(panel('adjClose'), 28, 'cutler'),
});
