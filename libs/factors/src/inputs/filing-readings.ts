import { isBalance, isFlow, textOf } from './filings.ts';
import type { InputDescription } from './input.ts';

/** What a reading says of an item. */
export type ReadingMeasure = 'pit' | 'ttm' | 'annual' | 'age';

/** An item of filings as a formula reads it. */
export interface Reading {
  readonly measure: ReadingMeasure;
  /** A flow such as `revenue`, or a balance such as `totalAssets`. */
  readonly item: string;
  /** 0 or how many periods back, negative: years of `annual`, else quarters. */
  readonly periods: number;
}

/** The panel of a {@link Reading}: `filing:annual(revenue,-2)`. */
export type FilingReading = `filing:${ReadingMeasure}(${string},${number})`;

const written = /^filing:(pit|ttm|annual|age)\((\w+),(0|-\d+)\)$/;

/** The panel of a reading; undefined where filings say nothing of the kind. */
export function filingReading(reading: Reading): FilingReading | undefined {
  return isRead(reading) ? `filing:${reading.measure}(${reading.item},${reading.periods})` : undefined;
}

/** Whether a name is that of a reading. */
export function isFilingReading(name: string): name is FilingReading {
  const reading = parsed(name);
  return reading !== undefined && isRead(reading);
}

/** The reading that a panel is. */
export function readingOf(name: FilingReading): Reading {
  return parsed(name) as Reading;
}

/** Unit and summary of a reading. */
export function describeReading(name: FilingReading): InputDescription {
  const { measure, item, periods } = readingOf(name);
  const text = textOf(item);
  if (measure === 'age')
    return { unit: 'sessions', summary: `${text}: sessions since the latest period became known.` };
  const period = { pit: 'period', ttm: 'four quarters', annual: 'fiscal year' }[measure];
  const earlier = periods === 0 ? '' : `, ${-periods} ${measure === 'annual' ? 'years' : 'quarters'} earlier`;
  return { unit: 'USD', summary: `${text} of the latest ${period}${earlier}.` };
}

function parsed(name: string): Reading | undefined {
  const [, measure, item, periods] = written.exec(name) ?? [];
  if (measure === undefined || item === undefined) return undefined;
  return { measure: measure as ReadingMeasure, item, periods: Number(periods) };
}

function isRead({ measure, item, periods }: Reading): boolean {
  if (measure === 'age' && periods !== 0) return false;
  return isFlow(item) || (measure !== 'ttm' && isBalance(item));
}
