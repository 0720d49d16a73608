import { refusedRequest } from '../errors.ts';
import { readRequest, type RequestText, type RunRequest } from '../request.ts';

/**
 * Input of the workflow. The fields with underscores are those of the reference platform; a list may be an array or a
 * text joined by commas.
 */
export interface WorkflowInput {
  readonly start_date?: string;
  readonly end_date?: string;
  readonly tickers?: string | readonly string[];
  readonly factor?: string | readonly string[];
  /** Stock groups and date segments of the reference: checked and kept, but no result depends on them. */
  readonly thread_no?: number | string;
  readonly parallel_m?: number | string;
  readonly factors?: string | readonly string[];
  readonly universe?: string;
  readonly ranges?: string | readonly string[];
  readonly weighting?: string;
  readonly groups?: number | string;
  readonly horizons?: string | readonly number[];
}

const known = new Set([
  'start_date',
  'end_date',
  'tickers',
  'factor',
  'thread_no',
  'parallel_m',
  'factors',
  'universe',
  'ranges',
  'weighting',
  'groups',
  'horizons',
]);

/**
 * The run request of a workflow input.
 *
 * @throws REFUSED_REQUEST that lists all faults
 */
export function requestOf(input: unknown): RunRequest {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw refusedRequest(['the input is no JSON object']);
  }
  const given = input as WorkflowInput;
  const faults = Object.keys(given)
    .filter((name) => !known.has(name))
    .map((name) => `the field "${name}" is unknown`);
  for (const name of ['thread_no', 'parallel_m'] as const) {
    const value = given[name];
    if (value !== undefined && !(Number.isInteger(Number(value)) && Number(value) >= 1)) {
      faults.push(`${name} "${value}" is no whole number above 0`);
    }
  }
  if ((given.start_date === undefined) !== (given.end_date === undefined)) {
    faults.push('start_date and end_date belong together');
  }
  const text: RequestText = {
    ...field('factors', listText(given.factors ?? given.factor)),
    ...field('universe', given.universe ?? listText(given.tickers)),
    ...field('ranges', listText(given.ranges) ?? rangeOf(given)),
    ...field('weighting', given.weighting),
    ...field('groups', given.groups?.toString()),
    ...field('horizons', listText(given.horizons)),
  };
  try {
    const request = readRequest(text);
    if (faults.length === 0) return request;
  } catch (thrown) {
    faults.push(thrown instanceof Error && 'what' in thrown ? String(thrown.what) : String(thrown));
  }
  throw refusedRequest(faults);
}

function rangeOf({ start_date, end_date }: WorkflowInput): string | undefined {
  return start_date === undefined || end_date === undefined ? undefined : `${start_date}..${end_date}`;
}

function listText(value: string | readonly (string | number)[] | undefined): string | undefined {
  return typeof value === 'string' || value === undefined ? value : value.join(',');
}

function field(name: keyof RequestText, value: string | undefined): Partial<RequestText> {
  return value === undefined ? {} : { [name]: value };
}
