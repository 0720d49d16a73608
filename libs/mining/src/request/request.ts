import type { RunRequest, Weighting } from '@fm/results';
import { createHash } from 'node:crypto';
import { definitionIdentity, factorOfRun, type FormulaText } from '@fm/factors';
import { isCalendarDate } from '@fm/platform/time';
import { canonicalJson, neutralisers, type Treatment } from '@fm/results';
import { refusedRequest } from '../errors.ts';
import { holdoutFaults } from './holdout.ts';
import { rangeFaults } from './ranges.ts';
import { readNeutralisation } from '../compute/treat-values.ts';
import { readFactors } from './request-factors.ts';

/** A request as it comes from a person: lists as text, everything optional. */
export interface RequestText {
  readonly factors?: string;
  /** Formulas that are mined. */
  readonly formulas?: readonly FormulaText[];
  /** Formulas that are mined when they are named, as those that a warehouse keeps. */
  readonly kept?: readonly FormulaText[];
  readonly universe?: string;
  readonly ranges?: string;
  readonly from?: string;
  readonly to?: string;
  readonly holdout?: string;
  readonly weighting?: string;
  readonly groups?: string;
  readonly horizons?: string;
  readonly costBasisPoints?: string;
  readonly winsorise?: string;
  readonly neutralise?: string;
  readonly threadNo?: string;
  readonly parallelM?: string;
  readonly sliceSeconds?: string;
  readonly project?: string;
}

/**
 * A request from its text, with every fault found.
 *
 * @param found - faults that the caller has found already
 * @throws REFUSED_REQUEST that lists all faults
 */
export function readRequest(text: RequestText, found: readonly string[] = []): RunRequest {
  const faults = [...found];
  const factors = readFactors(text, faults);
  const weighting = text.weighting ?? 'equal';
  if (weighting !== 'equal' && weighting !== 'cap')
    faults.push(`the weighting "${weighting}" is neither equal nor cap`);
  const groups = Number(text.groups ?? '3');
  if (!Number.isInteger(groups) || groups < 2 || groups > 100)
    faults.push(`groups "${text.groups}" is not a whole number from 2 to 100`);
  const horizons = readHorizons(text.horizons ?? '1,5,21', faults);
  const costBasisPoints = Number(text.costBasisPoints ?? '10');
  if (text.costBasisPoints?.trim() === '' || !(costBasisPoints >= 0 && costBasisPoints <= 10_000)) {
    faults.push(`the cost "${text.costBasisPoints}" is not a number of basis points from 0 to 10000`);
  }
  const treatment = readTreatment(text, faults);
  const cut = readCut(text, faults);
  for (const date of [text.from, text.to]) {
    if (date !== undefined && !isCalendarDate(date)) faults.push(`the day "${date}" is not a date YYYY-MM-DD`);
  }
  const { from = '', to = '9999-12-31' } = text;
  if (from > to) faults.push(`the first day "${from}" is after the last, "${to}"`);
  const ranges = text.ranges ?? 'yearly';
  faults.push(...rangeFaults(ranges));
  if (text.holdout !== undefined)
    faults.push(
      ...holdoutFaults({ holdout: text.holdout, ranges, ...(text.from === undefined ? {} : { from: text.from }) }),
    );
  if (text.project !== undefined && !/^[\w .-]{1,64}$/.test(text.project))
    faults.push(`the project "${text.project}" is not 1 to 64 letters, digits, spaces and . _ -`);
  if (faults.length > 0) throw refusedRequest(faults);
  return {
    ...factors,
    universe: text.universe ?? 'ingested',
    ranges,
    ...(text.from === undefined ? {} : { from: text.from }),
    ...(text.to === undefined ? {} : { to: text.to }),
    ...(text.holdout === undefined ? {} : { holdout: text.holdout }),
    weighting: weighting as Weighting,
    groups,
    horizons,
    costBasisPoints,
    ...treatment,
    ...cut,
    ...(text.project === undefined ? {} : { project: text.project }),
  };
}

function readTreatment({ winsorise, neutralise }: RequestText, faults: string[]): Treatment {
  const tail = Number(winsorise);
  if (winsorise !== undefined && !(tail > 0 && tail < 0.5))
    faults.push(`the tail to winsorise "${winsorise}" is not a share of the stocks above 0 and below 0.5`);
  const neutral = neutralise === undefined ? undefined : readNeutralisation(neutralise);
  if (neutralise !== undefined && neutral === undefined)
    faults.push(
      `values cannot be made neutral to "${neutralise}" (known: ${Object.keys(neutralisers).join(', ')}, or both joined by a comma)`,
    );
  return {
    ...(winsorise === undefined ? {} : { winsorise: tail }),
    ...(neutral === undefined ? {} : { neutralise: neutral }),
  };
}

/** Most groups of stocks, and most segments of dates, that a run is cut into. */
const mostPieces = 100_000;

function readCut(text: RequestText, faults: string[]): Pick<RunRequest, 'threadNo' | 'parallelM' | 'sliceSeconds'> {
  const cut: { threadNo?: number; parallelM?: number; sliceSeconds?: number } = {};
  for (const [name, called] of [
    ['threadNo', 'thread_no'],
    ['parallelM', 'parallel_m'],
  ] as const) {
    if (text[name] === undefined) continue;
    cut[name] = Number(text[name]);
    if (!(Number.isSafeInteger(cut[name]) && cut[name] >= 1 && cut[name] <= mostPieces))
      faults.push(`${called} "${text[name]}" is not a whole number from 1 to ${mostPieces}`);
  }
  if (text.sliceSeconds !== undefined) {
    cut.sliceSeconds = Number(text.sliceSeconds);
    if (!(cut.sliceSeconds > 0 && cut.sliceSeconds <= 86_400))
      faults.push(`the seconds of a slice "${text.sliceSeconds}" are not a number above 0 and up to 86400`);
  }
  return cut;
}

function readHorizons(text: string, faults: string[]): number[] {
  const horizons = text.split(',').map(Number);
  const wrong = horizons.filter((horizon) => !Number.isInteger(horizon) || horizon < 1 || horizon > 252);
  if (wrong.length > 0) faults.push(`the horizons "${text}" are not whole numbers of sessions from 1 to 252`);
  return [...new Set(horizons)].sort((a, b) => a - b);
}

/** What a request asks for, without how the work is cut. */
export function withoutCut(request: RunRequest): RunRequest {
  const cut: readonly string[] = ['threadNo', 'parallelM', 'sliceSeconds'];
  return Object.fromEntries(Object.entries(request).filter(([name]) => !cut.includes(name))) as unknown as RunRequest;
}

/**
 * Identity of a run: the same factors, universe, ranges, parameters and data give the same 16 hexadecimal digits, in
 * whatever order factors were named.
 *
 * @param dataVersion - hash of the input data up to the end of the last range
 */
export function runIdentity(
  request: RunRequest,
  members: readonly object[],
  ranges: readonly object[],
  dataVersion: string,
): string {
  const definitions = [...request.factors].sort().map((name) => [name, definitionIdentity(factorOfRun(request, name))]);
  const { weighting, groups, horizons, costBasisPoints, winsorise, neutralise, holdout } = request;
  const identity = canonicalJson({
    definitions,
    members,
    ranges,
    weighting,
    groups,
    horizons,
    costBasisPoints,
    // Absent without a treatment or a hold-out, so that runs without one keep their identity.
    winsorise,
    neutralise,
    holdout,
    dataVersion,
    statistics: statisticsRevision,
  });
  return createHash('sha256').update(identity).digest('hex').slice(0, 16);
}

/** Raised whenever the statistics of a run change, so that results of older code keep their own identity. */
const statisticsRevision = 6;
