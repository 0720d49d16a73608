import { condition, longestWindow, panel, sameDay, type Operator } from './operator.ts';

/** Operators that hold what they were until something happens. */
export const stateOperators: readonly Operator[] = [
  {
    name: 'trade_when',
    aliases: [],
    family: 'state',
    args: [condition('trigger'), panel('alpha'), condition('exit')],
    params: [{ name: 'max_hold', type: 'whole', least: 1, most: longestWindow, default: 252 }],
    result: 'panel',
    lookBack: (argLookBacks, params) => sameDay(argLookBacks) + Number(params[0]),
    summary: 'Takes a value when a trigger holds, and keeps it until an exit does.',
    definition:
      'of the latest session s >= t - max_hold with exit[s] = 1 or trigger[s] = 1: missing if exit[s] = 1, else alpha[s]',
    nanRule: 'Where there is no such session; after an exit; where alpha was missing at the trigger.',
    source:
      'WorldQuant BRAIN, operator trade_when; an unknown trigger or exit changes nothing. Bounded by max_hold, so that a slice can load what it depends on.',
  },
];
