import type { RunRequest } from '@fm/results';
import {
  type JsonName,
  jsonName,
  parameterEntries,
  type ParameterKind,
  type RunParameterName,
  type runParameters,
} from '@fm/results/parameters';
import { entryFaults, namedFormula, type FormulaText } from '@fm/factors';
import { refusedRequest } from '../errors.ts';
import { readRequest, type RequestText } from '../request/request.ts';

/** How JSON writes the values of each kind. */
interface JsonOf {
  text: string;
  number: number | string;
  list: string | readonly (string | number)[];
}

type ParameterFields = {
  readonly [Name in RunParameterName as JsonName<Name>]?: JsonOf[(typeof runParameters)[Name]['kind']];
};

/**
 * Input of the workflow: the parameters of a run, with underscores in their names as in the reference platform, whose own
 * fields are read too. A list may be an array or a text joined by commas.
 */
export interface WorkflowInput extends ParameterFields {
  readonly start_date?: string;
  readonly end_date?: string;
  readonly tickers?: string | readonly string[];
  readonly factor?: string | readonly string[];
  /** Formulas to mine: `NAME = formula`, or an object with name, formula, and dialect, semantics, type, sign, source. */
  readonly formulas?: readonly (string | FormulaText)[];
  /** Definitions of factors that `neutralise` names, in the same form. @default found by their names */
  readonly neutralisers?: readonly (string | FormulaText)[];
  /** The moment for which a schedule started the run; it is kept with the request, and no result depends on it. */
  readonly scheduledTime?: string;
}

type FieldKind = ParameterKind | 'formulas';

const fields: Readonly<Record<string, FieldKind>> = {
  ...Object.fromEntries(parameterEntries.map(([name, { kind }]) => [jsonName(name), kind])),
  start_date: 'text',
  end_date: 'text',
  tickers: 'list',
  factor: 'list',
  formulas: 'formulas',
  neutralisers: 'formulas',
  scheduledTime: 'text',
};

/**
 * The run request of a workflow input.
 *
 * @param found - faults that the caller has found already
 * @param kept - formulas that the input may name
 * @throws REFUSED_REQUEST that lists all faults
 */
export function requestOf(
  input: unknown,
  found: readonly string[] = [],
  kept: readonly FormulaText[] = [],
): RunRequest {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw refusedRequest(['the input is not a JSON object']);
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
    if (given[one] !== undefined && given[other] !== undefined)
      faults.push(`${one} and ${other} are mutually exclusive`);
  }
  const { start_date, end_date } = given;
  const range = start_date === undefined || end_date === undefined ? undefined : `${start_date}..${end_date}`;
  const formulas = formulasIn(input, 'formulas', faults);
  const neutralisers = formulasIn(input, 'neutralisers', faults);
  const others: RequestText = { factors: given.factor, universe: given.tickers, ranges: range };
  const text = parameterEntries.flatMap(([name]) => {
    const value = given[jsonName(name)] ?? others[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return readRequest(
    {
      ...Object.fromEntries(text),
      ...(formulas.length > 0 && { formulas }),
      ...(neutralisers.length > 0 && { neutralisers }),
      ...(kept.length > 0 && { kept }),
    },
    faults,
  );
}

/** The formulas in a field of an input; what is not a formula is a fault. */
function formulasIn(input: object, field: 'formulas' | 'neutralisers', faults: string[]): FormulaText[] {
  const { [field]: formulas = [] } = input as { readonly [Field in typeof field]?: unknown };
  if (!Array.isArray(formulas)) {
    faults.push(`${field} is not a list`);
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
    // An object has inherited names, such as toString, that nobody gave it.
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (kind === 'formulas') continue;
    const text = kind === undefined ? undefined : textOf(value, kind);
    if (kind === undefined) faults.push(`the field "${name}" is unknown`);
    else if (text === undefined) faults.push(`${name} ${JSON.stringify(value)} is not a ${kind}`);
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
