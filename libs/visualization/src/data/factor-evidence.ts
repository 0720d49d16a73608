import { storedRequest } from '@fm/results/stored-records';
import type { EventStudies, RollingBeta, Signal } from '../api/factor-schemas.ts';
import type { Run, SummaryRow } from '../api/schemas.ts';
import { unknownFactor } from '../errors.ts';
import { readEvents } from './events.ts';
import { readBetaInputs, readFactorPanels } from './factor-panels.ts';
import { optionsOf } from './filters.ts';
import { rowOfRange } from './ranges.ts';
import type { Reader } from './reader.ts';
import { rollingBeta } from './rolling-beta.ts';
import type { RunCache } from './run-cache.ts';
import { signalEvidence, type SignalRequest } from './signal.ts';
import type { Window } from './window.ts';

/** Points of the rolling betas: about two a week over ten years. */
const betaPoints = 1000;

/** Where the evidence of a factor is read from. */
export interface EvidenceSource {
  readonly reader: Reader;
  readonly cache: RunCache;
}

/**
 * Results of a factor over every date range of a run.
 *
 * @throws FACTOR_NOT_FOUND
 */
export async function summariesOf({ cache }: EvidenceSource, run: Run, factor: string): Promise<SummaryRow[]> {
  const all = await cache.summaries(run);
  const rows = all.filter((row) => row.factor === factor);
  if (rows.length === 0) {
    throw unknownFactor(
      factor,
      optionsOf(all).factors.map(({ name }) => name),
    );
  }
  return rows;
}

/**
 * Signal of a factor over one date range of a run; without dates the longest. Without stored values it holds what the run
 * stored of statistics and no series.
 *
 * @throws FACTOR_NOT_FOUND, RANGE_NOT_FOUND
 */
export async function readSignal(source: EvidenceSource, run: Run, factor: string, window: Window): Promise<Signal> {
  const { reader, cache } = source;
  const row = rowOfRange(await summariesOf(source, run, factor), window);
  const evidence = await cache.once('signal', run, `${factor} ${row.start} ${row.end}`, async () => {
    const panels = await cache.once('panels', run, factor, () => readFactorPanels(reader, run.run, factor));
    return signalEvidence(panels, row, signalRequestOf(run));
  });
  return { run: run.run, factor, ...evidence };
}

/**
 * Event studies of a factor over one date range of a run; without dates the longest.
 *
 * @throws FACTOR_NOT_FOUND, RANGE_NOT_FOUND
 */
export async function readEventStudies(
  source: EvidenceSource,
  run: Run,
  factor: string,
  window: Window,
): Promise<EventStudies> {
  const { start, end } = rowOfRange(await summariesOf(source, run, factor), window);
  const place = { run: run.run, factor, start, end };
  return { ...place, rows: await readEvents(source.reader, place) };
}

/** Rolling betas of the stocks of a run on a factor. */
export async function readRollingBeta(
  { reader, cache }: EvidenceSource,
  run: Run,
  factor: string,
  window: Window,
): Promise<RollingBeta> {
  const found = await cache.once('rollingBeta', run, JSON.stringify([factor, window.start, window.end]), async () => {
    const inputs = await cache.once('betaInputs', run, factor, () => readBetaInputs(reader, run.run, factor));
    return rollingBeta(inputs, window, betaPoints);
  });
  return { run: run.run, factor, ...found };
}

function signalRequestOf({ request }: Run): SignalRequest {
  const { weighting, costBasisPoints } = storedRequest.readable(request) ?? {};
  return { weighting: weighting ?? 'unknown', costBasisPoints: costBasisPoints ?? null };
}
