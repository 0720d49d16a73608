import {
  backtestOverfitting,
  benjaminiYekutieli,
  deflatedSharpeRatio,
  normalCdf,
  realityCheck,
  sharpeSample,
  superiorAbility,
  type StepDown,
} from '@fm/factor-math';
import type { ProposedFormula } from '../discover.ts';
import type { PeriodName, PeriodSessions, SearchPeriods } from '../data/periods.ts';
import type { SearchMarket } from '../data/search-market.ts';
import type { Elite } from '../search/archive.ts';
import type { EpochResult } from '../search/epoch.ts';
import type { SearchPlan } from '../search/plan.ts';
import { viewOf, type SearchView } from '../search/view.ts';
import { chooseFinalists } from './finalists.ts';
import { familyWiseLevel } from './levels.ts';
import { notesOf } from './notes.ts';
import { detectable, evidenceOf, familyWise, resamplingOf, signed, type PeriodEvidence } from './period-evidence.ts';
import { readSeries } from './read-series.ts';
import type { Finalist, LockboxReport, OtherTests, SearchReport } from './report.ts';
import { countEffective, countTrials } from './trials.ts';

/** The settings of the gate. */
export interface GateInput {
  readonly market: SearchMarket;
  readonly plan: SearchPlan;
  readonly periods: SearchPeriods;
  readonly sessions: Readonly<Record<PeriodName, PeriodSessions>>;
  /** Largest number of finalists. */
  readonly finalists: number;
  readonly memoryBytes: number;
  readonly proposed: readonly ProposedFormula[];
}

/** Blocks of the test of overfitting. */
const overfittingBlocks = 16;

/**
 * Judges what a search has found on its validation period: the finalists are chosen on the discovery period, and those
 * survive whose p-value over all finalists is at most 5 % (Romano and Wolf by bootstrap-t) with the sign they had. The
 * lock-box is not read.
 */
export function judge(input: GateInput, results: readonly EpochResult[]): SearchReport {
  const { market, plan, sessions, memoryBytes } = input;
  const { horizon, key } = plan;
  const discovery = viewOf(market, horizon, sessions.discovery);
  const elites = results.slice(-plan.islands).flatMap((result) => result.elites);
  const chosen = chooseFinalists(elites, discovery, input.finalists, memoryBytes);
  const onDiscovery = signedSeries(chosen, discovery, memoryBytes);
  const onValidation = signedSeries(chosen, viewOf(market, horizon, sessions.validation), memoryBytes);
  const counted = countTrials(results);
  const trials = { ...counted, effective: countEffective(results, counted.distinct, discovery, memoryBytes) };
  const { pValues } = familyWise(onValidation, horizon, key);
  const found = onValidation.map((series) => evidenceOf(series, horizon));
  const falseDiscovery = benjaminiYekutieli(Float64Array.from(found, ({ t }) => (t === null ? 1 : normalCdf(-t))));
  const finalists = chosen.map((elite, k): Finalist => {
    const before = evidenceOf(onDiscovery[k] as Float64Array, horizon);
    const after = found[k] as PeriodEvidence;
    return {
      ...described(elite),
      discovery: before,
      validation: after,
      deflated: deflatedOf(onDiscovery[k] as Float64Array, before, trials),
      familyWiseP: pValues[k] as number,
      falseDiscoveryP: falseDiscovery[k] as number,
      decay: decayOf(before, after),
      survives: (pValues[k] as number) <= familyWiseLevel,
    };
  });
  const effects = { discovery: detectable(onDiscovery, horizon), validation: detectable(onValidation, horizon) };
  const others = otherTests(onDiscovery, onValidation, horizon, key);
  return {
    periods: {
      discovery: { ...input.periods.discovery, sessions: lengthOf(sessions.discovery), detectable: effects.discovery },
      validation: {
        ...input.periods.validation,
        sessions: lengthOf(sessions.validation),
        detectable: effects.validation,
      },
      lockbox: { ...input.periods.lockbox, sessions: lengthOf(sessions.lockbox), detectable: null },
    },
    horizon,
    stocks: market.symbols.length,
    neutralTo: market.neutralTo,
    synthetic: market.synthetic,
    ...{ trials, finalists, others },
    level: familyWiseLevel,
    notes: notesOf({
      ...{ market, trials, horizon, proposed: input.proposed },
      sessions: lengthOf(sessions.discovery),
      effect: effects.validation,
      lockboxStart: input.periods.lockbox.start,
    }),
  };
}

/**
 * What the gate says about formulas on a validation period that was not used to choose them.
 *
 * @param formulas - canonical, each with the sign that it had where it was chosen
 */
export function validate(
  { market, plan, sessions, memoryBytes }: GateInput,
  formulas: readonly Pick<Elite, 'formula' | 'sign'>[],
): StepDown {
  const series = signedSeries(formulas, viewOf(market, plan.horizon, sessions.validation), memoryBytes);
  return familyWise(series, plan.horizon, plan.key);
}

/** Reads the finalists of a report in the lock-box; the caller has recorded that it is opened. */
export function lookIntoLockbox(input: GateInput, finalists: readonly Finalist[]): LockboxReport {
  const { market, plan, sessions, memoryBytes } = input;
  const series = signedSeries(finalists, viewOf(market, plan.horizon, sessions.lockbox), memoryBytes);
  const survivors = series.filter((_, k) => finalists[k]?.survives);
  const [high, low] = plan.key;
  const pValues = [...familyWise(survivors, plan.horizon, [high, (low ^ 1) >>> 0]).pValues];
  return {
    detectable: detectable(series, plan.horizon),
    finalists: finalists.map((finalist, k) => {
      const evidence = evidenceOf(series[k] as Float64Array, plan.horizon);
      return {
        ...evidence,
        hash: finalist.hash,
        decay: decayOf(finalist.discovery, evidence),
        familyWiseP: finalist.survives ? (pValues.shift() as number) : null,
      };
    }),
  };
}

function described({ formula, hash, sign, fitness, nodes, lookBack, turnover }: Elite) {
  return { formula, hash, sign, fitness, nodes, lookBack, turnover };
}

function signedSeries(
  formulas: readonly Pick<Elite, 'formula' | 'sign'>[],
  view: SearchView,
  memoryBytes: number,
): Float64Array[] {
  const read = readSeries(
    formulas.map(({ formula }) => formula),
    view,
    memoryBytes,
  );
  return read.map(({ coefficients }, k) => signed(coefficients, formulas[k]?.sign ?? 1));
}

/**
 * The deflated Sharpe ratio of a mean coefficient, of which `t / sqrt(n)` is the ratio per session that allows for
 * overlap.
 */
function deflatedOf(
  series: Float64Array,
  { t, sessions }: PeriodEvidence,
  { distinct, varianceT }: { readonly distinct: number; readonly varianceT: number },
): number | null {
  if (t === null) return null;
  const sample = sharpeSample(series.filter((value) => !Number.isNaN(value)));
  // The sign of every trial is free, so each counts twice.
  return deflatedSharpeRatio({ ...sample, sharpe: t / Math.sqrt(sessions) }, 2 * distinct, varianceT / sessions);
}

function decayOf(before: PeriodEvidence, after: PeriodEvidence): number | null {
  return before.coefficient === null || after.coefficient === null ? null : after.coefficient / before.coefficient;
}

function otherTests(
  discovery: readonly Float64Array[],
  validation: readonly Float64Array[],
  horizon: number,
  key: readonly [number, number],
): OtherTests {
  if (validation.length === 0) return { realityCheckP: null, superiorAbilityP: null, overfitting: null };
  const resampling = resamplingOf(validation, horizon, key);
  const both = discovery.map((series, k) => Float64Array.of(...series, ...(validation[k] as Float64Array)));
  return {
    realityCheckP: realityCheck(resampling),
    superiorAbilityP: superiorAbility(resampling).consistent,
    overfitting: both.length < 2 ? null : backtestOverfitting(both, overfittingBlocks).probability,
  };
}

function lengthOf({ from, to }: PeriodSessions): number {
  return to - from;
}
