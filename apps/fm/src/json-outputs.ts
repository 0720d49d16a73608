import type { PlaceboReport } from '@fm/discovery';
import type { SearchRecord, Opening } from '@fm/discovery/store';
import type { FactorDefinition } from '@fm/factors';
import type { DataFinding, DataState } from '@fm/market/facts';
import type { IngestSummary } from '@fm/market-data';
import type { AttemptRecord, RunOverview, SliceRecord, Verification } from '@fm/mining';
import type { DayReport } from '@fm/mining/day';
import type { ComparedRun } from '@fm/portfolio';
import type { FactorBook } from '@fm/portfolio/book';
import type { FactorBySector } from '@fm/portfolio/sectors';
import type { FactorSummary } from '@fm/results';
import type { FactorDecay, StatisticText } from '@fm/results/evidence';
import type { KeptFactor } from '@fm/results/kept';
import type { CountedCandidates, LedgerTrial } from '@fm/results/ledger';
import type { FactorEvidence, RunDifference, RunRecord, RunResults } from '@fm/results/read';
import type { QuarantineRow, StoredValues } from '@fm/warehouse';
import type { Collected } from './collected-view.ts';
import type { Finding } from './doctor/finding.ts';
import type { Forgetting } from './forget/forgettable.ts';
import type { WarehouseState } from './open/warehouse-state.ts';
import { print } from './output.ts';

/** What `fm report` prints about a factor. */
export interface FactorReport {
  readonly run: RunRecord;
  readonly factor: string;
  readonly summaries: readonly FactorSummary[];
  readonly relations: FactorEvidence['relations'];
  readonly eventStudies: FactorEvidence['studies'];
  /** What each statistic means, by its name. */
  readonly statistics: Readonly<Record<string, StatisticText | null>>;
  /** What each reason for a missing value means. */
  readonly reasons: Readonly<Record<string, string>>;
  /** The factor within each industry, over the sample; null where it has no result. */
  readonly bySector: FactorBySector | null;
  /** How its premium went over the months of the sample; null with fewer than 36. */
  readonly decay: FactorDecay | null;
  /** The factor beside published ones, for each set that was loaded. */
  readonly knownFactors: readonly ComparedRun[];
}

/** A value as JSON has it: series are lists, and a missing number is null. */
export type Plain<Value> = Value extends Float64Array | Uint32Array
  ? readonly (number | null)[]
  : Value extends number
    ? number | null
    : Value extends readonly (infer Item)[]
      ? readonly Plain<Item>[]
      : Value extends object
        ? { readonly [Key in keyof Value]: Plain<Value[Key]> }
        : Value;

/** What each command prints with `--format json`, by the name of its schema in docs/schemas. */
export interface JsonOutputs {
  readonly book: Plain<FactorBook>;
  /** Also of `fm ingest` for everything but prices. */
  readonly collect: Collected;
  readonly compare: ComparedRun;
  readonly discover: SearchRecord & { readonly opening: Opening | null; readonly placebo: PlaceboReport | null };
  readonly 'discover-list': readonly (SearchRecord & { readonly opening?: Opening | undefined })[];
  readonly doctor: readonly Finding[];
  readonly 'doctor-data': DataState & { readonly findings: readonly DataFinding[] };
  readonly factors: readonly Omit<FactorDefinition, 'compute'>[];
  readonly 'factors-list': readonly KeptFactor[];
  readonly 'factors-operator': Readonly<Record<string, string>>;
  readonly 'factors-operators': readonly Readonly<Record<string, string>>[];
  readonly 'factors-values': readonly StoredValues[];
  /** Of every kind; `forgotten` says whether it was done. */
  readonly forget: Forgetting & { readonly forgotten: boolean };
  readonly 'ingest-prices': IngestSummary;
  readonly open: WarehouseState;
  readonly 'quarantine-list': readonly QuarantineRow[];
  readonly report: FactorReport;
  readonly results: RunResults;
  readonly 'results-list': readonly RunRecord[];
  readonly runs: readonly RunOverview[];
  readonly 'runs-diff': RunDifference;
  readonly 'runs-show': {
    readonly run: RunOverview;
    readonly slices: readonly SliceRecord[];
    readonly attempts: readonly AttemptRecord[];
  };
  readonly trials: { readonly trials: readonly LedgerTrial[]; readonly searches: readonly CountedCandidates[] };
  readonly update: DayReport;
  readonly verify: readonly Verification[];
}

/**
 * Writes a result to standard output as one line of JSON; the type argument is the name of its schema in docs/schemas.
 */
export function printJson<Name extends keyof JsonOutputs = never>(value: JsonOutputs[Name]): void {
  print(JSON.stringify(value));
}

/** A value with its series as lists, and what is missing as null. */
export function plainOf<Value>(value: Value): Plain<Value> {
  return JSON.parse(JSON.stringify(value, plainNumbers)) as Plain<Value>;
}

function plainNumbers(_: string, value: unknown): unknown {
  if (value instanceof Float64Array || value instanceof Uint32Array) return Array.from(value);
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}
