import { rateOfChange } from '@fm/factor-math';
import { defineFactor } from '../definition.ts';

export default defineFactor({
  name: 'ROC20',
  aliases: ['ROC'],
  type: 'technical',
  expectedSign: -1,
  inputs: ['adjClose'],
  lookBack: 20,
  warmUp: 20,
  unit: 'fraction',
  description: 'Rate of change of the adjusted close over 20 sessions: adj[t] / adj[t-20] - 1.',
  source: 'Jegadeesh (1990), Evidence of Predictable Behavior of Security Returns, Journal of Finance 45(3)',
  revision: 1,
  compute: ({ panel }) => rateOfChange(panel('adjClose'), 20),
});
