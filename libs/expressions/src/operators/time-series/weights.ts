import { rolling } from './rolling.ts';
import { longestWindow, minimumPresent, sameDay, window, type Operator } from '../operator.ts';

/** Means of a window in which days weigh differently. */
export const weightOperators: readonly Operator[] = [
  rolling({
    name: 'decay_linear',
    aliases: ['ts_decay_linear', 'wma'],
    summary: 'Mean of a window in which the newest day weighs d and the oldest 1.',
    definition: 'sum (d - k) x[t-k] / sum (d - k) over the k = 0..d-1 that are present',
    source:
      'Kakushadze (2016), 101 Formulaic Alphas. vnpy and Vibe-Trading turn the weights over; AlphaGen weighs 0..d-1; qlib divides by d again.',
  }),
  rolling({
    name: 'decay_exp',
    aliases: ['ts_decay_exp_window', 'decay_exp_window'],
    between: [{ name: 'f', type: 'number', least: 0, most: 1 }],
    summary: 'Mean of a window in which a day weighs f times the next one.',
    definition: 'sum f^k x[t-k] / sum f^k over the k = 0..d-1 that are present, with 0^0 = 1',
    source: 'WorldQuant BRAIN, operator ts_decay_exp_window.',
    missing: 'Where the weights of the values present sum to 0.',
  }),
  {
    ...rolling({
      name: 'ts_ema',
      aliases: ['ema'],
      summary: 'Exponential mean of span d, cut to a finite window.',
      definition: 'sum (1-a)^k x[t-k] / sum (1-a)^k over the k = 0..window-1 that are present, a = 2 / (d + 1)',
      source:
        'pandas, Series.ewm(span=d), cut and normalised: a recursion without an end would give other bits to a slice that begins later.',
    }),
    params: [
      window(),
      { name: 'window', type: 'whole', least: 1, most: longestWindow, default: '4d' },
      { ...minimumPresent, most: longestWindow, default: 'window' },
    ],
    nanRule: 'Where fewer than min of the values of the window are present (min = window unless given).',
    lookBack: (argLookBacks, params) => sameDay(argLookBacks) + Number(params[1]) - 1,
  },
];
