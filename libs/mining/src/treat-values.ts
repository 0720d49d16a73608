import { neutraliseByGroup, neutraliseByRegression, winsorise, type Panel } from '@fm/factor-math';
import type { InputName } from '@fm/factors';
import type { Market } from './market.ts';

/**
 * What values can be made neutral to, and the input that it takes: `size` by the residuals of a regression on the logarithm
 * of market capitalisation, `group` by taking out the mean of the stock's group.
 */
export const neutralisers = { size: 'marketCap', group: 'group' } as const satisfies Record<string, InputName>;

/** What is done to the values of a characteristic, session by session, before stocks are ranked by them. */
export interface Treatment {
  /** Share of the stocks at each end whose values are pulled in to the quantile there, e.g. 0.01. @default none */
  readonly winsorise?: number;
  /** See {@link neutralisers}. @default none */
  readonly neutralise?: keyof typeof neutralisers;
}

/** Whether a treatment changes anything. */
export function isTreated({ winsorise: tail, neutralise }: Treatment): boolean {
  return tail !== undefined || neutralise !== undefined;
}

/**
 * Values winsorised first, and then neutralised. Each session is treated on its own, over the stocks that have a value in
 * it, so that no cut of the sessions changes a bit, and nothing of a later session has a say.
 *
 * @param values - sessions x stocks
 * @returns a panel of the same shape; missing where a stock has no market capitalisation or no group, or too few have a
 *   capitalisation for the regression
 */
export function treatValues(values: Panel, market: Pick<Market, 'panel'>, treatment: Treatment): Panel {
  const { winsorise: tail, neutralise } = treatment;
  const pulled = tail === undefined ? values : winsorise(values, tail, 1 - tail);
  if (neutralise === undefined) return pulled;
  if (neutralise === 'group') return neutraliseByGroup(pulled, market.panel('group').values);
  return neutraliseByRegression(pulled, [logarithms(market.panel('marketCap'))]);
}

function logarithms({ days, stocks, values }: Panel): Panel {
  return { days, stocks, values: values.map((value) => (value > 0 ? Math.log(value) : NaN)) };
}

/** A treatment as a sentence of the notes of a run; '' where there is none. */
export function treatmentNote({ winsorise: tail, neutralise }: Treatment): string {
  const parts = [
    ...(tail === undefined ? [] : [`winsorised at ${Number((100 * tail).toPrecision(6))} % at each end`]),
    ...(neutralise === undefined ? [] : [neutralNotes[neutralise]]),
  ];
  return parts.length === 0
    ? ''
    : `Values of characteristics are ${parts.join(', then ')} within every session before stocks are ranked by them.`;
}

const neutralNotes: Readonly<Record<keyof typeof neutralisers, string>> = {
  size: 'neutral to size (residuals of a regression on log market capitalisation)',
  group: 'neutral to the group of each stock (the mean of its group is taken out; a stock alone in its group has 0)',
};
