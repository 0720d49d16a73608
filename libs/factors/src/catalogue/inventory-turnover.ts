import { defineFactor } from '../definition.ts';
import { elementwise } from '../elementwise.ts';

export default defineFactor({
  name: 'InventoryTurnover',
  aliases: ['IT'],
  type: 'fundamental',
  expectedSign: 1,
  inputs: ['costOfRevenueTtm', 'inventory', 'inventoryYearAgo'],
  lookBack: 'sinceListing',
  warmUp: 0,
  undefinedWhen: 'no_inventory',
  unit: 'times a year',
  description: 'Trailing-twelve-month cost of revenue over the mean of current and year-ago inventory.',
  source: 'Thomas and Zhang (2002), Inventory Changes and Future Returns, Review of Accounting Studies 7(2)',
  revision: 1,
  compute: ({ panel }) =>
    elementwise(
      (cost, now, yearAgo) => (now + yearAgo > 0 ? cost / ((now + yearAgo) / 2) : NaN),
      panel('costOfRevenueTtm'),
      panel('inventory'),
      panel('inventoryYearAgo'),
    ),
});
