import type { RunRequest } from '@fm/results';
import { entryFaults, namedFormula, type FormulaText } from '@fm/factors';
import { refusedRequest } from '../errors.ts';
import { readRequest, type RequestText } from '../request/request.ts';

/**
 * Input of the workflow. The fields with underscores are those of the reference platform; a list may be an array or a
 * text joined by commas.
 */
export interface WorkflowInput {
  readonly start_date?: string;
  readonly end_date?: string;
  readonly tickers?: string | readonly string[];
  readonly factor?: string | readonly string[];
  /** Stock groups and date segments of the reference: they cut the work, no result depends on them. */
  readonly thread_no?: number | string;
  readonly parallel_m?: number | string;
  readonly factors?: string | readonly string[];
  /** Formulas to mine: `NAME = formula`, or an object with name, formula, and dialect, semantics, type, sign, source. */
  readonly formulas?: readonly (string | FormulaText)[];
  readonly universe?: string;
  readonly ranges?: string | readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly holdout?: string;
  readonly weighting?: string;
  readonly groups?: number | string;
  readonly horizons?: string | readonly (number | string)[];
  readonly cost_basis_points?: number | string;
  readonly winsorise?: number | string;
  readonly neutralise?: string | readonly string[];
  /** Seconds that a slice may take where neither thread_no nor parallel_m is given. */
  readonly slice_seconds?: number | string;
  /** Family of the ledger that the trials count in. */
  readonly project?: string;
  /** The moment for which a schedule started the run; it is kept with the request, and no result depends on it. */
  readonly scheduledTime?: string;
}

type FieldKind = 'text' | 'number' | 'list' | 'formulas';

const fields: Readonly<Record<keyof WorkflowInput, FieldKind>> = {
  start_date: 'text',
  end_date: 'text',
  tickers: 'list',
  factor: 'list',
  thread_no: 'number',
  parallel_m: 'number',
  factors: 'list',
  formulas: 'formulas',
  universe: 'text',
  ranges: 'list',
  from: 'text',
  to: 'text',
  holdout: 'text',
  weighting: 'text',
  groups: 'number',
  horizons: 'list',
  cost_basis_points: 'number',
  winsorise: 'number',
  neutralise: 'list',
  slice_seconds: 'number',
  project: 'text',
  scheduledTime: 'text',
};

/**
 * The run request of a workflow input.
 *
 * @param found - faults that the caller has found already
 * @throws REFUSED_REQUEST that lists all faults
 */
export function requestOf(input: unknown, found: readonly string[] = []): RunRequest {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw refusedRequest(['the input is no JSON object']);
  }
  const faults = [...found];
  const given = textsOf(input, faults);
  if ((given.start_date === undefined) !== (given.end_date === undefined)) {
    faults.push('start_date and end_date belong together');
  }
  if (given.scheduledTime !== undefined && Number.isNaN(Date.parse(given.scheduledTime))) {
    faults.push(`scheduledTime "${given.scheduledTime}" is not a moment such as 2024-03-01T22:00:00Z`);
  }
  for (const [one, other] of alternatives) {
    if (given[one] !== undefined && given[other] !== undefined) faults.push(`${one} and ${other} exclude each other`);
  }
  const { start_date, end_date } = given;
  const range = start_date === undefined || end_date === undefined ? undefined : `${start_date}..${end_date}`;
  const formulas = formulasIn(input, faults);
  const text: Record<Exclude<keyof RequestText, 'formulas' | 'kept'>, string | undefined> = {
    factors: given.factors ?? given.factor,
    universe: given.universe ?? given.tickers,
    ranges: given.ranges ?? range,
    from: given.from,
    to: given.to,
    holdout: given.holdout,
    weighting: given.weighting,
    groups: given.groups,
    horizons: given.horizons,
    costBasisPoints: given.cost_basis_points,
    winsorise: given.winsorise,
    neutralise: given.neutralise,
    threadNo: given.thread_no,
    parallelM: given.parallel_m,
    sliceSeconds: given.slice_seconds,
    project: given.project,
  };
  const said = Object.fromEntries(Object.entries(text).filter(([, value]) => value !== undefined));
  return readRequest({ ...said, ...(formulas.length === 0 ? {} : { formulas }) }, faults);
}

/** The formulas of an input; what is not a formula is a fault. */
function formulasIn(input: object, faults: string[]): FormulaText[] {
  const { formulas = [] } = input as { readonly formulas?: unknown };
  if (!Array.isArray(formulas)) {
    faults.push('formulas is not a list');
    return [];
  }
  return formulas.flatMap((entry: unknown) => {
    if (typeof entry === 'string') return [namedFormula(entry)];
    const wrong = entryFaults(entry);
    faults.push(...wrong.map((fault) => `a formula cannot be used: ${fault}`));
    return wrong.length === 0 ? [entry as FormulaText] : [];
  });
}

/** Fields that say the same thing twice. */
const alternatives = [
  ['factor', 'factors'],
  ['tickers', 'universe'],
  ['start_date', 'ranges'],
] as const;

/** The known fields as text; what is unknown or of the wrong kind is a fault. */
function textsOf(input: object, faults: string[]): Partial<Record<keyof WorkflowInput, string>> {
  const texts: Partial<Record<keyof WorkflowInput, string>> = {};
  for (const [name, value] of Object.entries(input) as [keyof WorkflowInput, unknown][]) {
    // An object has names of its own, such as toString, that nobody gave it.
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (kind === 'formulas') continue;
    const text = kind === undefined ? undefined : textOf(value, kind);
    if (kind === undefined) faults.push(`the field "${name}" is unknown`);
    else if (text === undefined) faults.push(`${name} ${JSON.stringify(value)} is no ${kind}`);
    else texts[name] = text;
  }
  return texts;
}

function textOf(value: unknown, kind: FieldKind): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return kind === 'text' ? undefined : String(value);
  if (kind !== 'list' || !Array.isArray(value) || value.length === 0) return undefined;
  return value.every((item) => typeof item === 'string' || typeof item === 'number') ? value.join(',') : undefined;
}
