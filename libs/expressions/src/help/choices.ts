import type { ParseOptions } from '../parse.ts';

/** A formula that shows a choice, of small inputs: one stock down the sessions, or one session across stocks. */
export interface ChoiceExample {
  readonly formula: string;
  readonly options?: ParseOptions;
  /** Values of `close` and `open` by session, or across stocks for operators of a day; null is missing. */
  readonly close: readonly (number | null)[];
  readonly open?: readonly (number | null)[];
  readonly isDay?: boolean;
  /** Value of the last session, or of all stocks of the day. */
  readonly value: readonly (number | null)[];
}

/** Something that formulas are read differently in: what this project does, and what others do. */
export interface Choice {
  readonly topic: string;
  readonly here: string;
  readonly others: string;
  /** How to have what the others do, where that can be written. */
  readonly otherwise?: string;
  readonly examples: readonly ChoiceExample[];
}

/** The choices of this project in what the field disagrees on. */
export const choices: readonly Choice[] = [
  {
    topic: 'Weights of decay_linear',
    here: 'the newest day weighs d, the oldest 1',
    others: 'vnpy and Vibe-Trading turn the weights over; AlphaGen weighs 0 to d - 1; qlib divides the mean by d again',
    otherwise: 'WMA of the dialect qlib',
    examples: [
      { formula: 'decay_linear(close, 3)', close: [1, 2, 3], value: [14 / 6] },
      { formula: 'WMA($close, 3)', options: { dialect: 'qlib' }, close: [1, 2, 3], value: [14 / 18] },
    ],
  },
  {
    topic: 'Scale and ties of rank',
    here: 'average rank of ties, divided by the number of values: (0, 1]',
    others: 'polars_ta ranks densely from 0 to 1; vnpy does not scale; AlphaGen breaks ties by position',
    examples: [
      {
        formula: 'rank(close)',
        close: [null, 1, 1, 1, 2, 2, 3, 10],
        isDay: true,
        value: [null, 2 / 7, 2 / 7, 2 / 7, 4.5 / 7, 4.5 / 7, 6 / 7, 1],
      },
    ],
  },
  {
    topic: 'Scale of ts_rank',
    here: 'a share of (0, 1], rising',
    others: 'KunQuant and yli188 count from 1 to d; DolphinDB from 0; AlphaGen falls',
    otherwise: 'scale=count, or the dialect street',
    examples: [
      { formula: 'ts_rank(close, 5)', close: [1, 2, 3, 4, 5], value: [1] },
      { formula: 'ts_rank(close, 5)', options: { dialect: 'street' }, close: [1, 2, 3, 4, 5], value: [5] },
    ],
  },
  {
    topic: 'Day of ts_argmax',
    here: '1 is the oldest day, and the earliest of ties counts',
    others: 'BRAIN, polars_ta and AlphaAgent: 0 is today; Vibe-Trading: 0 is the oldest, the latest of ties',
    otherwise: 'days_since_max',
    examples: [
      { formula: 'ts_argmax(close, 3)', close: [3, 1, 2, 5, 5, 1], value: [1] },
      { formula: 'days_since_max(close, 3)', close: [3, 1, 2, 5, 5, 1], value: [1] },
    ],
  },
  {
    topic: 'Correlation with a constant',
    here: 'missing where a series is exactly constant in the window',
    others: 'KunQuant puts 0 or 1; qlib and AlphaGen judge constancy by an absolute tolerance',
    otherwise: 'fill(correlation(...), 0)',
    examples: [
      { formula: 'correlation(close, open, 3)', close: [2, 2, 2], open: [1, 5, 3], value: [null] },
      { formula: 'correlation(close, open, 3)', close: [2e-9, 1e-9, 3e-9], open: [2, 1, 3], value: [1] },
    ],
  },
  {
    topic: 'sign of a missing value',
    here: 'missing',
    others: 'vnpy: 1, because polars orders a missing value above all numbers',
    examples: [{ formula: 'sign(close)', close: [null], value: [null] }],
  },
  {
    topic: 'Missing values in ts_argmax',
    here: 'missing until the window is full; with min=1 the place among the values present',
    others: 'qlib returns the place of the missing value',
    otherwise: 'none: it is a fault',
    examples: [
      { formula: 'ts_argmax(close, 3)', close: [1, null, 3, 2], value: [null] },
      { formula: 'ts_argmax(close, 3, min=1)', close: [1, null, 3, 2], value: [1] },
    ],
  },
  {
    topic: 'Mean of a condition',
    here: 'the share of days on which it holds; a comparison with a missing value is unknown',
    others: 'qlib, pandas and KunQuant: such a comparison is false; vnpy cuts the share to 0 or 1',
    otherwise: 'the dialect qlib',
    examples: [
      { formula: 'mean(close > delay(close, 1), 4)', close: [1, 2, 3, 2, 4], value: [0.75] },
      {
        formula: 'Mean($close>Ref($close,1), 5)',
        options: { dialect: 'qlib' },
        close: [1, 2, 3, 2, 4],
        value: [0.6],
      },
    ],
  },
  {
    topic: 'Standard deviation',
    here: 'divides by n - 1',
    others: 'BRAIN, polars_ta and vnpy divide by n',
    otherwise: 'ddof=0',
    examples: [
      { formula: 'stddev(close, 4)', close: [1, 2, 3, 4], value: [Math.sqrt(5 / 3)] },
      { formula: 'stddev(close, 4, ddof=0)', close: [1, 2, 3, 4], value: [Math.sqrt(5 / 4)] },
    ],
  },
  {
    topic: 'Windows that are not whole',
    here: 'cut, as the paper of the 101 alphas says',
    others: 'yli188, KunQuant, DolphinDB, vnpy, Vibe-Trading and py-alpha-lib round',
    otherwise: 'the dialect street',
    examples: [
      { formula: 'sum(close, 2.93345)', close: [1, 2, 3], value: [5] },
      { formula: 'sum(close, 2.93345)', options: { dialect: 'street' }, close: [1, 2, 3], value: [6] },
    ],
  },
  {
    topic: 'adv20',
    here: 'mean number of shares traded, as every implementation has it',
    others: 'the paper of the 101 alphas: mean value traded',
    otherwise: 'adv_dollar20',
    examples: [
      { formula: 'adv2', close: [], value: [15] },
      { formula: 'adv_dollar2', close: [], value: [150] },
    ],
  },
];

/** The choices as a page of Markdown: what `docs/formula-choices.md` holds. */
export function choicesPage(): string {
  const rows = choices.map(({ topic, here, others, otherwise }) => [topic, here, others, otherwise ?? ''] as const);
  const heads = ['', 'Here', 'Others', 'To have theirs'] as const;
  const widths = heads.map((head, at) => Math.max(3, head.length, ...rows.map((row) => row[at]!.length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at]!)).join(' | ')} |`;
  return [
    '# What formulas mean where others differ',
    '',
    'The same text gives other numbers in other programs. What this project does, and what others do when they are run on the',
    'same values or say in their source. Made by `npm run fm -- factors operators --choices`; the examples beside each choice, in',
    '`libs/expressions/src/help/choices.ts`, are held by a test.',
    '',
    line(heads),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
    '',
  ].join('\n');
}
