import type { StatisticText } from './numbers/number-entry.ts';
import { spanningNumbers, threeFactorNumbers } from './numbers/relation-numbers.ts';
import { returnNumbers } from './numbers/return-numbers.ts';
import { groupNumbers, horizonNumbers, slopeNumbers, tradingNumbers } from './numbers/signal-numbers.ts';
import { entryNumbers, exSelfNumbers, groupAlphaNumbers, twoPassNumbers } from './numbers/stock-numbers.ts';
import { ledgerNumbers, trialNumbers } from './numbers/trial-numbers.ts';

/** All numbers with a fixed name, by it. */
const texts: Readonly<Record<string, StatisticText>> = {
  ...returnNumbers,
  ...tradingNumbers,
  ...slopeNumbers,
  ...exSelfNumbers,
  ...twoPassNumbers,
  ...groupAlphaNumbers,
  ...spanningNumbers,
  ...threeFactorNumbers,
  ...trialNumbers,
  ...ledgerNumbers,
};

/** Numbers that a summary has once per horizon, group or leg. */
const series: readonly {
  readonly section: StatisticText['section'];
  /** Names begin with this and one of {@link which}. */
  readonly begin: string;
  /** Regular expression of the horizon, group or leg. */
  readonly which: string;
  readonly of: (which: string) => string;
  readonly table: Readonly<Record<string, Omit<StatisticText, 'section'>>>;
}[] = [
  {
    ...{ section: 'information coefficient', begin: 'ic', which: '\\d+', table: horizonNumbers },
    of: (horizon) => `rank IC at ${horizon} sessions, `,
  },
  {
    ...{ section: 'groups of the sort', begin: 'quantile', which: '\\d+', table: groupNumbers },
    of: (group) => `group ${group}, `,
  },
  {
    ...{ section: 'entries into a leg', begin: 'enters', which: 'High|Low', table: entryNumbers },
    of: (leg) => `${leg}: `,
  },
];

/**
 * Statistics that each horizon has, `ic5Mean` and so on, and each group of the sort, `quantile1Mean`: name and heading.
 */
export const statisticsOfSeries = { ic: headings(horizonNumbers), quantile: headings(groupNumbers) } as const;

function headings(
  table: Readonly<Record<string, { readonly heading: string }>>,
): readonly (readonly [name: string, heading: string])[] {
  return Object.entries(table).map(([name, { heading }]) => [name, heading]);
}

/** What a statistic is, by its name in a summary; undefined for a name that no run writes. */
export function statisticText(name: string): StatisticText | undefined {
  const known = Object.hasOwn(texts, name) ? texts[name] : undefined;
  if (known !== undefined) return textOf(known);
  for (const { section, begin, which, of, table } of series) {
    const [, place, what] = new RegExp(`^${begin}(${which})(.+)$`).exec(name) ?? [];
    if (place === undefined || what === undefined || !Object.hasOwn(table, what)) continue;
    const found = table[what];
    if (found !== undefined) return textOf({ ...found, section, label: `${of(place)}${found.label}` });
  }
  return undefined;
}

/** All that {@link statisticText} knows, by a regular expression of the names. */
export const statisticPatterns: readonly (StatisticText & { readonly pattern: string })[] = [
  ...Object.entries(texts).map(([name, text]) => ({ ...textOf(text), pattern: `^${name}$` })),
  ...series.flatMap(({ section, begin, which, of, table }) =>
    Object.entries(table).map(([name, text]) => ({
      ...textOf({ ...text, section, label: `${of('N')}${text.label}` }),
      pattern: `^${begin}(${which})${name}$`,
    })),
  ),
];

function textOf({ section, label, unit, estimator }: StatisticText): StatisticText {
  return { section, label, unit, estimator };
}
