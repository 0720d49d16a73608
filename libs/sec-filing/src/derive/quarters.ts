import type { Entry } from './entry.ts';
import { durationClass, type DurationClass } from './durations.ts';

/** The longer period minus the shorter with the same start is a quarter. */
const differences: readonly {
  readonly longer: DurationClass;
  readonly shorter: DurationClass;
  readonly name: string;
}[] = [
  { longer: 'half', shorter: 'quarter', name: 'half-year minus first quarter' },
  { longer: 'nine-months', shorter: 'half', name: 'nine months minus half-year' },
  { longer: 'year', shorter: 'nine-months', name: 'year minus nine months' },
];

/** Entries of one tag by their class of duration. */
export function byClass(entries: readonly Entry[]): Record<DurationClass, Entry[]> {
  const classes: Record<DurationClass, Entry[]> = { quarter: [], half: [], 'nine-months': [], year: [] };
  for (const entry of entries) {
    const found = durationClass(entry.start, entry.end);
    if (found !== undefined) classes[found].push(entry);
  }
  return classes;
}

/**
 * Quarters of one tag in one unit by their last day: reported ones, else the difference of two reported periods with the
 * same first day. Only for quantities that add up over time.
 */
export function quartersOf(entries: readonly Entry[]): Map<string, Entry> {
  const classes = byClass(entries);
  const quarters = new Map<string, Entry>();
  for (const entry of classes.quarter) keepLatestStart(quarters, entry);
  for (const { longer, shorter, name } of differences) {
    for (const whole of classes[longer]) {
      if (quarters.has(whole.end)) continue;
      const part = classes[shorter].find((one) => one.start === whole.start);
      if (part !== undefined) quarters.set(whole.end, minus(whole, part, name));
    }
  }
  return quarters;
}

/** The year that ends at each day: reported. */
export function yearsOf(entries: readonly Entry[]): Map<string, Entry> {
  const years = new Map<string, Entry>();
  for (const entry of byClass(entries).year) keepLatestStart(years, entry);
  return years;
}

function keepLatestStart(periods: Map<string, Entry>, entry: Entry): void {
  const held = periods.get(entry.end);
  if (held === undefined || entry.start > held.start) periods.set(entry.end, entry);
}

function minus(whole: Entry, part: Entry, derivation: string): Entry {
  return {
    ...whole,
    start: dayAfter(part.end),
    value: whole.value - part.value,
    accn: joined([whole.accn, part.accn]),
    derivation,
  };
}

/** Distinct texts in order, joined by ` + `. */
export function joined(texts: readonly string[]): string {
  return [...new Set(texts)].join(' + ');
}

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
}
