import { isBelieved } from '@fm/results/evidence';
import type { KnownState } from './known-state.ts';
import { shareOf, type SourceOutcome } from './source-outcome.ts';

/** Share of its stocks that a factor must gain or lose before it is reported. */
const drift = 0.05;

/** The events of a day, as its notification reports them. */
export interface DayReport {
  readonly day: string;
  readonly sources: readonly SourceOutcome[];
  /** Files in the folders that were not used, a line each. */
  readonly notUsed?: readonly string[];
  /** Why nothing was mined; undefined when something was. */
  readonly notMined?: string;
  readonly runId?: string;
  /** What changed since the last report, a sentence each; empty when nothing did. */
  readonly changes: readonly string[];
}

/**
 * What changed between two states, a sentence each: verdicts that moved, believed factors whose premium fell, new entries of the quarantine, and factors that
 * rank other numbers of stocks.
 */
export function changesBetween(before: KnownState | undefined, after: KnownState): string[] {
  if (before === undefined)
    return [`First report: ${judged(Object.keys(after.verdicts).length)}.`, ...decayChanges(before, after)];
  return [
    ...decayChanges(before, after),
    ...verdictChanges(before, after),
    ...quarantineChanges(before, after),
    ...coverageChanges(before, after),
  ];
}

function judged(factors: number): string {
  return factors === 1 ? '1 factor was judged' : `${factors} factors were judged`;
}

/** An alert for each factor that is believed, or was, the first time that its premium is found to have fallen. */
function decayChanges(before: KnownState | undefined, after: KnownState): string[] {
  return Object.entries(after.decay ?? {}).flatMap(([factor, text]) => {
    const believed = [before, after].some((state) => isBelieved(state?.verdicts[factor] ?? ''));
    return believed && before?.decay?.[factor] === undefined ? [`ALERT: ${factor} ${text}.`] : [];
  });
}

function verdictChanges(before: KnownState, after: KnownState): string[] {
  return Object.entries(after.verdicts).flatMap(([factor, belief]) => {
    const was = before.verdicts[factor];
    if (was === belief) return [];
    return [was === undefined ? `${factor} is new: ${belief}.` : `${factor} was "${was}" and is "${belief}".`];
  });
}

function quarantineChanges(before: KnownState, after: KnownState): string[] {
  return Object.entries(after.quarantine).flatMap(([reason, entries]) => {
    const more = entries - (before.quarantine[reason] ?? 0);
    return more > 0 ? [`${more} new in quarantine: ${reason}.`] : [];
  });
}

function coverageChanges(before: KnownState, after: KnownState): string[] {
  return Object.entries(after.coverage).flatMap(([factor, stocks]) => {
    const was = before.coverage[factor];
    if (was === undefined || Math.abs(stocks - was) <= drift * Math.max(was, 1)) return [];
    return [`${factor} ranks ${stocks.toFixed(1)} stocks a session, ${was.toFixed(1)} before.`];
  });
}

/**
 * The report as lines of text.
 *
 * @param most - number of late names per source, and of changes, to list; the others are counted. @default all
 */
export function reportLines(report: DayReport, most = Infinity): string[] {
  const sources = report.sources.flatMap((outcome) => [
    `${outcome.source}: ${outcome.arrived} of ${outcome.expected} in (${Math.floor(100 * shareOf(outcome))} %)`,
    ...outcome.late.slice(0, most).map(({ subject, reason }) => `  late: ${subject}: ${reason}`),
    ...(outcome.late.length > most ? [`  and ${outcome.late.length - most} more are late`] : []),
  ]);
  const notUsed = (report.notUsed ?? []).map((line) => `not used: ${line}`);
  const mined = report.notMined ?? `mined: run ${report.runId ?? ''}`;
  const more = report.changes.length - most;
  const changes = report.changes.length === 0 ? ['nothing changed'] : report.changes.slice(0, most);
  if (more > 0) changes.push(`and ${more} more changes`);
  return [`Update of ${report.day}`, ...sources, ...notUsed, mined, ...(report.notMined === undefined ? changes : [])];
}
