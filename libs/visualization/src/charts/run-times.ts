import type { RunsPageBody } from '../api/operation-schemas.ts';
import { formatValue } from '../format.ts';
import { cutOf } from './operations.ts';

type Times = Pick<RunsPageBody, 'rows' | 'durations'>;

/** Factors that the sentence about one run names. */
const named = 3;

/** Whether two runs or more have times, so that a map of them compares something. */
export function hasSeveralRuns({ durations }: Times): boolean {
  return new Set(durations.map(({ run }) => run)).size > 1;
}

/** Whether complete runs were cut in more than one way. */
export function hasSeveralCuts({ rows }: Times): boolean {
  return new Set(completeOf(rows).map((run) => cutOf(run))).size > 1;
}

/** The times in words, for as long as there is only one run or one cut and a map would be one column or one square. */
export function timeSentences(times: Times): string[] {
  return [
    ...(hasSeveralRuns(times) ? [] : slowestSentence(times)),
    ...(hasSeveralCuts(times) ? [] : cutSentence(times)),
  ];
}

function slowestSentence({ durations }: Times): string[] {
  const totals = new Map<string, number>();
  for (const { factor, durationMs } of durations) totals.set(factor, (totals.get(factor) ?? 0) + durationMs);
  const [run] = durations.map((each) => each.run);
  if (run === undefined) return [];
  const slowest = [...totals].sort(([, a], [, b]) => b - a).slice(0, named);
  const all = [...totals.values()].reduce((sum, value) => sum + value, 0);
  const list = slowest.map(([factor, took]) => `${factor} ${secondsText(took)}`).join(', ');
  return [
    `Run ${run.slice(0, 8)} spent ${secondsText(all)} on its slices; most of it: ${list}. ` +
      'A second run shows the times of both beside each other.',
  ];
}

function cutSentence({ rows }: Times): string[] {
  const seconds = completeOf(rows).map(({ durationMs }) => durationMs ?? 0);
  const [first] = completeOf(rows);
  if (first === undefined) return [];
  const every =
    seconds.length === 1
      ? `The complete run took ${secondsText(seconds[0] as number)}`
      : `${seconds.length} complete runs took ${secondsText(Math.min(...seconds))} to ${secondsText(Math.max(...seconds))}`;
  return [`${every}, cut ${cutOf(first)}. Runs cut in other ways show which cut is faster.`];
}

function completeOf(rows: Times['rows']): Times['rows'] {
  return rows.filter(({ status, durationMs }) => status === 'succeeded' && durationMs !== null);
}

function secondsText(milliseconds: number): string {
  return `${formatValue(milliseconds / 1000, 'seconds')} s`;
}
