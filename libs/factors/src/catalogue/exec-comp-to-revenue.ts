import { defineFactor } from '../definition.ts';
import { ratio } from '../elementwise.ts';

export default defineFactor({
  name: 'ExecCompToRevenue',
  aliases: ['EC'],
  type: 'governance',
  expectedSign: -1,
  inputs: ['ExecutivePay', 'revenueTtm'],
  lookBack: 'sinceListing',
  warmUp: 0,
  undefinedWhen: 'revenue_not_positive',
  unit: 'fraction',
  description: 'Total executive pay of the latest proxy statement known, over trailing-twelve-month revenue.',
  source:
    'Brick, Palmon and Wald (2006), CEO Compensation, Director Compensation, and Firm Performance, Journal of Corporate Finance 12(3)',
  revision: 1,
  compute: ({ panel }) => ratio(panel('ExecutivePay'), panel('revenueTtm')),
});
