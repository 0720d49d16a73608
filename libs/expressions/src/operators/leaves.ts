import type { Operator } from './operator.ts';

/** The leaves of a formula; never called by name. */
export const leafOperators: readonly Operator[] = [
  {
    name: 'field',
    aliases: [],
    family: 'element-wise',
    args: [],
    params: [{ name: 'name', type: 'item' }],
    result: 'panel',
    lookBack: () => 0,
    summary: 'A panel of the host: a price, a group, another factor.',
    definition: 'the panel of that name',
    nanRule: 'Where the panel is missing.',
    source: 'The host of the evaluation.',
  },
  {
    name: 'number',
    aliases: [],
    family: 'element-wise',
    args: [],
    params: [{ name: 'value', type: 'number' }],
    result: 'panel',
    lookBack: () => 0,
    summary: 'The same number everywhere.',
    definition: 'value',
    nanRule: 'Never.',
    source: 'The formula.',
  },
];
