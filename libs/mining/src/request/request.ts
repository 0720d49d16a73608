import { createHash } from 'node:crypto';
import { definitionIdentity, factorOfRun } from '@fm/factors';
import { canonicalJson, type RunRequest } from '@fm/results';
import { parameterNames, parametersOf, readParameters, type RunParameterTexts } from '@fm/results/parameters';
import { neutralIdentities } from '@fm/results/treatment';
import { refusedRequest } from '../errors.ts';
import { holdoutFaults } from './holdout.ts';
import { rangeFaults } from './ranges.ts';
import { readFactors } from './request-factors.ts';
import { type NeutralisersText, readNeutralisers } from './request-neutralisers.ts';

/** A request as it comes from a person: every parameter as text, everything optional. */
export interface RequestText extends RunParameterTexts, NeutralisersText {}

/**
 * A request from its text, with every fault found.
 *
 * @param found - faults that the caller has found already
 * @throws REFUSED_REQUEST that lists all faults
 */
export function readRequest(text: RequestText, found: readonly string[] = []): RunRequest {
  const faults = [...found];
  const factors = readFactors(text, faults);
  const values = readParameters(text, faults);
  const neutral = readNeutralisers(values.neutralise, text, faults);
  faults.push(...daysFaults(values));
  if (faults.length > 0) throw refusedRequest(faults);
  return { ...values, ...neutral, ...factors, universe: values.universe ?? 'ingested' };
}

/** What is wrong with the days of a request, each of which is a text as it should be. */
function daysFaults({ from, to, ranges, holdout }: Pick<RunRequest, 'from' | 'to' | 'ranges' | 'holdout'>): string[] {
  const faults = rangeFaults(ranges);
  if ((from ?? '') > (to ?? '9999-12-31')) faults.unshift(`the first day "${from}" is after the last, "${to}"`);
  if (holdout !== undefined)
    faults.push(...holdoutFaults({ holdout, ranges, ...(from === undefined ? {} : { from }) }));
  return faults;
}

/** What a request asks for, without how the work is split. */
export function withoutCut(request: RunRequest): RunRequest {
  const cut: readonly string[] = parameterNames('cut');
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
  const neutral = neutralIdentities(request);
  const identity = canonicalJson({
    // What is not given is absent, so that existing runs keep their identity when a parameter is added.
    ...parametersOf(request, 'portfolio', 'treatment', 'evidence'),
    definitions,
    ...(Object.keys(neutral).length > 0 && { neutral }),
    members,
    ranges,
    dataVersion,
    statistics: statisticsRevision,
  });
  return createHash('sha256').update(identity).digest('hex').slice(0, 16);
}

/** Raised whenever the statistics of a run change, so that results of older code keep their own identity. */
const statisticsRevision = 9;
