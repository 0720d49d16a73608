/** Parts of a report, in the order in which they are read. */
export const statisticSections = [
  'premium',
  'trials',
  'against the market and other factors',
  'information coefficient',
  'groups of the sort',
  'cross-section',
  'trading',
  'entries into a leg',
  'regressions of the stocks',
] as const;

/** What a number of a summary is. */
export interface StatisticText {
  readonly section: (typeof statisticSections)[number];
  readonly label: string;
  /** Decides the digits and the unit sign that the report and the page show. */
  readonly unit:
    | 'fraction a year'
    | 'fraction'
    | 'fraction a session'
    | 'share of variance'
    | 't'
    | 'p'
    | 'probability'
    | 'number'
    | 'count';
  /** How it was estimated; empty where there is nothing to choose. */
  readonly estimator: string;
}

/** A number of a summary: what it is, and how it follows from what was measured. */
export interface NumberEntry<Measured> extends StatisticText {
  /** Its value; NaN is missing. */
  readonly of: (measured: Measured) => number;
}

/** Numbers that follow from the same measurements, by name, in the order in which a summary lists them. */
export type NumberTable<Measured> = Readonly<Record<string, NumberEntry<Measured>>>;

/** A number that a summary has once per horizon, group or leg; its name is added to theirs. */
export interface SeriesEntry<Measured> extends Omit<NumberEntry<Measured>, 'section'> {
  /** Heading in a table with a row per horizon or group; empty where that table leaves it out. */
  readonly heading: string;
}

export type SeriesTable<Measured> = Readonly<Record<string, SeriesEntry<Measured>>>;

/**
 * The numbers of a table, from what was measured.
 *
 * @param prefix - what the names begin with, such as `ic21`. @default none
 * @returns by name; null is missing
 */
export function numbersOf<Measured>(
  table: Readonly<Record<string, Pick<NumberEntry<Measured>, 'of'>>>,
  measured: Measured,
  prefix = '',
): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(table).map(([name, { of }]) => {
      const value = of(measured);
      return [`${prefix}${name}`, Number.isFinite(value) ? value : null];
    }),
  );
}
