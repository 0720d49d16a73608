import type { RunResults } from '@fm/results/read';

/** The hold-out of a run and the days on which it was looked at; undefined where the run has none. */
export function holdoutLine({ run, openings }: Pick<RunResults, 'run' | 'openings'>): string | undefined {
  const { holdout } = run.request;
  if (holdout === undefined) return undefined;
  const [first, ...again] = new Set(openings.map(({ openedOn }) => openedOn));
  if (first === undefined) return `hold-out: ${holdout}, sealed; \`fm holdout ${run.id}\` opens it and records the day`;
  const more = again.length === 0 ? '' : `, again on ${again.join(', ')}`;
  const unfinished = openings.some(({ complete }) => complete)
    ? ''
    : `; it was not mined to its end: \`fm holdout ${run.id}\` finishes it`;
  return `hold-out: ${holdout}, opened on ${first}${more}${unfinished}`;
}
