import type { SearchBody, SearchFound, SearchHead } from '../../api/search-schemas.ts';
import { formatValue } from '../../format.ts';

/** What became of a search, for the list. */
export function outcomeOf({ status, finalists, survivors }: SearchHead): string {
  if (status !== 'finished') return 'not known yet';
  return survivors === 0 ? `nothing survives of ${finalists}` : `${survivors} of ${finalists} survive`;
}

/** The answer of a search in a sentence, before its numbers. */
export function verdictOfSearch({ id, found, level, opening }: SearchBody): string {
  if (found === null)
    return `This search has not finished: \`npm run fm -- discover resume ${id.slice(0, 12)}\` continues it.`;
  const { finalists } = found;
  const survivors = finalists.filter(({ verdict }) => verdict !== 'rejected').length;
  if (survivors === 0)
    return `Nothing survives: none of ${finalists.length} finalists has a p-value over all of them of ${level} or less in the validation period.`;
  const confirmed = finalists.filter(({ verdict }) => verdict === 'confirmed').length;
  const box =
    opening === null
      ? 'The lock-box is sealed.'
      : `The lock-box, opened ${opening.openedAt.slice(0, 10)} at a level of ${formatValue(opening.level, 'pValue')}, confirms ${confirmed}.`;
  return `${survivors} of ${finalists.length} finalists survive the validation period at a family-wise level of ${level}. ${box}`;
}

/** What was tried, and the tests that are reported without deciding. */
export function linesOfSearch(search: SearchBody, { trials, others, notes }: SearchFound): string[] {
  const count = (value: number): string => formatValue(value, 'count');
  const neutral = search.neutralTo.length === 0 ? 'nothing' : search.neutralTo.join(', ');
  return [
    `${search.stocks ?? 0} stocks, returns of the next ${search.horizon === 1 ? 'session' : `${search.horizon} sessions`}, neutral to ${neutral}.`,
    `${count(trials.distinct)} different formulas: ${count(trials.drawn)} drawn, ${count(trials.duplicates)} duplicates, ` +
      `${count(trials.screened)} left after a part of the stocks, ${count(trials.unjudged)} without enough values, ` +
      `${count(trials.refused)} not allowed.`,
    `The best of as many worthless formulas is expected to show an annual Sharpe ratio of 1 in less than ${formatValue(trials.minimumYears, 'seconds')} years of data.`,
    `Beside the verdict: White's reality check p ${formatValue(others.realityCheckP, 'pValue')}, Hansen's p ` +
      `${formatValue(others.superiorAbilityP, 'pValue')}, probability of back-test overfitting ${formatValue(others.overfitting, 'share')}.`,
    placeboLine(search),
    ...notes,
  ];
}

function placeboLine({ id, placebo }: SearchBody): string {
  if (placebo === null)
    return `No placebo search yet: \`npm run fm -- discover placebo ${id.slice(0, 12)}\` repeats the whole procedure over returns of other sessions.`;
  const { p, reruns, budget, tried, declared } = placebo;
  const count = (value: number): string => formatValue(value, 'count');
  return (
    `Whole procedure: p ${formatValue(p, 'pValue')} by ${count(reruns)} placebo searches of ${count(budget)} candidates each over returns of other sessions, ` +
    `of which ${count(declared)} declare something. Their ${count(tried)} formulas are not trials of the ledger.`
  );
}
