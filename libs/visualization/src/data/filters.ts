import { emptyRange, unknownFactor, unknownFactorType } from '../errors.ts';
import { typesInOrder } from '../charts/factor-types.ts';
import type { SummaryRow } from '../api/schemas.ts';

/** What narrows a run's results; absent means everything. */
export interface Filters {
  readonly type?: string;
  readonly factor?: string;
  /** First date: ranges that start earlier are left out. */
  readonly start?: string;
  /** Last date: ranges that end later are left out. */
  readonly end?: string;
  /** Text that the factor or its type contains, in any case. */
  readonly q?: string;
}

/** What the filters can be set to. */
export interface FilterOptions {
  readonly types: string[];
  readonly factors: { readonly name: string; readonly type: string }[];
  readonly starts: string[];
  readonly ends: string[];
}

export function optionsOf(rows: readonly SummaryRow[]): FilterOptions {
  const types = new Map(rows.map((row) => [row.factor, row.factorType]));
  return {
    types: typesInOrder(types.values()),
    factors: [...types].map(([name, type]) => ({ name, type })),
    starts: [...new Set(rows.map((row) => row.start))].sort(),
    ends: [...new Set(rows.map((row) => row.end))].sort(),
  };
}

/**
 * Rows that pass every filter.
 *
 * @throws FACTOR_NOT_FOUND, FACTOR_TYPE_NOT_FOUND, RANGE_REVERSED
 */
export function applyFilters(rows: readonly SummaryRow[], filters: Filters): SummaryRow[] {
  const { type, factor, start, end, q } = filters;
  const options = optionsOf(rows);
  const names = options.factors.map(({ name }) => name);
  if (factor !== undefined && !names.includes(factor)) throw unknownFactor(factor, names);
  if (type !== undefined && !options.types.includes(type)) throw unknownFactorType(type, options.types);
  if (start !== undefined && end !== undefined && start > end) throw emptyRange(start, end);
  const text = q?.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (type === undefined || row.factorType === type) &&
      (factor === undefined || row.factor === factor) &&
      (start === undefined || row.start >= start) &&
      (end === undefined || row.end <= end) &&
      (text === undefined || `${row.factor} ${row.factorType}`.toLowerCase().includes(text)),
  );
}
