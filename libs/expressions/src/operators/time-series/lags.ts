import { overLag, panel, window, type Operator } from '../operator.ts';

type Given = Pick<Operator, 'name' | 'aliases' | 'summary' | 'definition' | 'nanRule' | 'source'>;

function lag(given: Given): Operator {
  return {
    family: 'time-series',
    args: [panel('x')],
    params: [window()],
    result: 'panel',
    lookBack: overLag,
    ...given,
  };
}

const lookAhead = 'A lag below 1 would look ahead and is refused; qlib allows Ref(x, -n) for labels.';

/** Operators that compare with the session d ago. */
export const lagOperators: readonly Operator[] = [
  lag({
    name: 'delay',
    aliases: ['ts_delay', 'ref'],
    summary: 'The value d sessions ago.',
    definition: 'x[t-d]',
    nanRule: 'Where x[t-d] is missing.',
    source: lookAhead,
  }),
  lag({
    name: 'delta',
    aliases: ['ts_delta'],
    summary: 'Change over d sessions.',
    definition: 'x[t] - x[t-d]',
    nanRule: 'Where either value is missing.',
    source: lookAhead,
  }),
  lag({
    name: 'ts_returns',
    aliases: ['ts_pctchange', 'pct_change'],
    summary: 'Rate of change over d sessions.',
    definition: 'x[t] / x[t-d] - 1',
    nanRule: 'Where either value is missing or x[t-d] is 0.',
    source: lookAhead,
  }),
];
