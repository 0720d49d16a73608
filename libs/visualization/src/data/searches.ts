import {
  binWidth,
  findSearch,
  listOpenings,
  listSearches,
  placebosOf,
  readIslands,
  type Finalist,
  type SearchRecord,
  type SearchReport,
  verdictOn,
} from '@fm/discovery/records';
import { normalCdf } from '@fm/factor-math';
import { FmError } from '@fm/platform';
import type { QueryParameters } from '@fm/warehouse';
import type { SearchBody, SearchesBody, SearchFound, SearchHead } from '../api/search-schemas.ts';
import { searchNotFound } from '../errors.ts';
import { formulaTree, type TreeNode } from './formula-tree.ts';
import type { Reader } from './reader.ts';

/** Every search, the latest first, and every lock-box that was opened. */
export async function readSearches(reader: Reader): Promise<SearchesBody> {
  const source = sourceOf(reader);
  const [searches, openings] = await Promise.all([listSearches(source), listOpenings(source)]);
  return { searches: searches.map(headOf), openings };
}

/**
 * One search with its islands and, once it has finished, everything that it may report.
 *
 * @param id - or the start of one
 * @throws SEARCH_NOT_FOUND
 */
export async function readSearch(reader: Reader, id: string): Promise<SearchBody> {
  const source = sourceOf(reader);
  const record = await findSearch(source, id).catch((thrown: unknown) => {
    throw thrown instanceof FmError && thrown.code === 'UNKNOWN_SEARCH' ? searchNotFound(id) : thrown;
  });
  const [islandEpochs, openings, placebo] = await Promise.all([
    readIslands(source, record.id),
    listOpenings(source),
    placebosOf(source, record),
  ]);
  const opening = openings.find(({ searchId }) => searchId === record.id) ?? null;
  const { report } = record;
  return {
    ...headOf(record),
    level: report?.level ?? null,
    stocks: report?.stocks ?? null,
    neutralTo: [...(report?.neutralTo ?? record.request.known)],
    periods: periodsOf(record),
    islandEpochs,
    found: report === undefined ? null : foundOf(record, report, opening?.level),
    opening,
    placebo: placebo ?? null,
  };
}

function sourceOf(reader: Reader) {
  return { query: <Row>(sql: string, parameters?: QueryParameters) => reader.rows<Row>(sql, parameters) };
}

function headOf({
  id,
  status,
  request,
  synthetic,
  startedAt,
  finishedAt,
  trials,
  report,
  lockbox,
}: SearchRecord): SearchHead {
  const { universe, horizon, budget, islands } = request;
  return {
    ...{ id, status, universe, horizon, budget, islands, synthetic, startedAt, finishedAt, trials },
    finalists: report?.finalists.length ?? 0,
    survivors: report?.finalists.filter(({ survives }) => survives).length ?? 0,
    opened: lockbox !== undefined,
  };
}

function periodsOf({ request, report, lockbox }: SearchRecord): SearchBody['periods'] {
  const names = [
    ['discovery', 'Discovery'],
    ['validation', 'Validation'],
    ['lockbox', 'Lock-box'],
  ] as const;
  return names.map(([key, name]) => {
    const { start, end } = report?.periods[key] ?? request.periods[key];
    const detectable = key === 'lockbox' ? lockbox?.detectable : report?.periods[key].detectable;
    return { name, start, end, sessions: report?.periods[key].sessions ?? 0, detectable: detectable ?? null };
  });
}

function foundOf(record: SearchRecord, report: SearchReport, level: number | undefined): SearchFound {
  const { trials, finalists, others, notes } = report;
  const { counts, distinct, effective, largestT, expectedByLuck, minimumYears } = trials;
  const { evaluated: _, ...drawn } = counts;
  return {
    trials: { ...drawn, distinct, effective, largestT, expectedByLuck, minimumYears, bins: binsOf(trials) },
    finalists: finalists.map((finalist, at) => finalistOf(record, finalist, at + 1, level)),
    others: { ...others },
    notes: [...notes],
  };
}

function finalistOf({ lockbox }: SearchRecord, finalist: Finalist, number: number, level: number | undefined) {
  const { formula, hash, sign, discovery, validation, familyWiseP, falseDiscoveryP } = finalist;
  const opened = lockbox?.finalists.find((one) => one.hash === hash);
  return {
    number,
    formula: sign < 0 ? `-(${formula})` : formula,
    verdict: verdictOn(finalist, opened, level),
    ...{ discovery, validation, familyWiseP, falseDiscoveryP },
    lockbox: opened ?? null,
    lockboxP: opened?.familyWiseP ?? null,
    deflated: finalist.deflated,
    validationDecay: finalist.decay,
    lockboxDecay: opened?.decay ?? null,
    turnover: finalist.turnover,
    lookBack: finalist.lookBack,
    tree: signedTree(formula, sign),
  };
}

function signedTree(formula: string, sign: number): TreeNode[] {
  const tree = formulaTree(formula);
  if (sign > 0 || tree.length === 0) return tree;
  return [{ depth: 0, text: '-' }, ...tree.map(({ depth, text }) => ({ depth: depth + 1, text }))];
}

/** Trials by |t|, beside what as many draws from a normal distribution would show. */
function binsOf({ histogram, withT }: SearchReport['trials']) {
  return histogram.map((tried, at) => {
    const [from, to] = [at * binWidth, (at + 1) * binWidth];
    return { from, to, tried, worthless: 2 * withT * (normalCdf(to) - normalCdf(from)) };
  });
}
