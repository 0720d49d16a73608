import { isoOfDay } from '@fm/platform/time';
import { adjustCloses, dividendsOnBasis } from '../bases/adjust-closes.ts';
import { findCloseKind } from '../bases/find-close-kind.ts';
import type { CloseKind } from '../model/close-kind.ts';
import type { ParsedPrices, Remark } from '../model/parsed.ts';
import type { CorporateAction } from '../model/price-rows.ts';
import { rowsByDay, rowsBySymbol } from './days.ts';
import { findQuietSplits } from './quiet-splits.ts';
import { checkSeries } from './series.ts';
import type { Exclusion } from './series-view.ts';

/** Verdict on the rows of a file. */
export interface FileVerdict {
  readonly exclusions: readonly Exclusion[];
  readonly remarks: readonly Remark[];
  /** Rows to load, by symbol index, days ascending, one row per day. */
  readonly kept: readonly Int32Array[];
  /** Splits and dividends of the file, dividends on the basis of its last day. */
  readonly actions: readonly CorporateAction[];
  /** Rows that repeat another row of the file exactly. */
  readonly repeated: number;
  /** Rows of the last day that a later one replaces. */
  readonly replaced: number;
  /** What the closes of the file are. */
  readonly closes: CloseKind;
  /** Which of its stocks have closes as traded. */
  readonly asTraded: 'none' | 'some' | 'all';
}

/**
 * Checks every symbol of a file as a series: which days it has, what its closes are, and what in it contradicts itself.
 * Closes as traded are brought to the basis of the last day, in place.
 *
 * @param known - splits and dividends that the warehouse has of the symbols
 */
export function checkFile(parsed: ParsedPrices, known: readonly CorporateAction[] = []): FileVerdict {
  const { rows, hasAdjusted } = parsed;
  const exclusions: Exclusion[] = [];
  const remarks: Remark[] = [];
  const kept: Int32Array[] = [];
  const actions: CorporateAction[] = [];
  const kinds = new Set<CloseKind>();
  let [repeated, replaced] = [0, 0];
  for (const [index, own] of rowsBySymbol(rows).entries()) {
    const symbol = rows.symbols[index]!;
    if (own.length === 0) {
      kept.push(own);
      continue;
    }
    const days = rowsByDay(rows, own);
    exclusions.push(...days.conflicts);
    repeated += days.repeated;
    replaced += days.replaced;
    const { order } = days;
    const written = parsed.actions.filter((action) => action.symbol === symbol);
    const both = merged(
      written,
      known.filter((action) => action.symbol === symbol),
    );
    const { kind, inferred } =
      parsed.closesAsked === true
        ? { kind: parsed.closes, inferred: [] }
        : findCloseKind({ rows, symbol, order, actions: both }, parsed.closes);
    kinds.add(kind);
    const last = rows.day[order.at(-1) ?? -1] ?? Infinity;
    const all = kind === 'raw' ? dividendsOnBasis([...both, ...inferred], last) : both;
    adjustCloses({ rows, order, actions: all, kind, hasAdjusted });
    if (kind === 'raw') remarks.push(tradedRemark(symbol, all, rows.day[order[0] ?? -1] ?? last, last));
    const verdict = checkSeries({ rows, symbol, order, actions: all });
    exclusions.push(...verdict.exclusions);
    remarks.push(...verdict.remarks);
    const mayBeTraded = !hasAdjusted && (kind === 'raw' || parsed.closesAsked !== true);
    if (mayBeTraded) remarks.push(...findQuietSplits({ rows, symbol, order: verdict.kept, actions: all }));
    kept.push(verdict.kept);
    const told = [...written, ...inferred];
    actions.push(...(kind === 'raw' ? dividendsOnBasis(told, last) : told));
  }
  for (const action of parsed.actions) if (!rows.symbols.includes(action.symbol)) actions.push(action);
  const closes = kinds.size === 1 ? [...kinds][0]! : kinds.has('raw') ? 'raw' : parsed.closes;
  const asTraded = !kinds.has('raw') ? 'none' : kinds.size === 1 ? 'all' : 'some';
  return { exclusions, remarks, kept, actions, repeated, replaced, closes, asTraded };
}

/** The actions of the file, and those known besides. */
function merged(written: readonly CorporateAction[], known: readonly CorporateAction[]): CorporateAction[] {
  const isWritten = (action: CorporateAction): boolean =>
    written.some((own) => own.kind === action.kind && own.day === action.day);
  return [...written, ...known.filter((action) => !isWritten(action))];
}

function tradedRemark(symbol: string, actions: readonly CorporateAction[], first: number, last: number): Remark {
  const splits = actions.filter(
    ({ kind, day, value }) => kind === 'split' && value !== 1 && day > first && day <= last,
  );
  const named = splits.slice(0, 5).map(({ day, value }) => `${Number(value.toPrecision(6))} on ${isoOfDay(day)}`);
  const what =
    splits.length === 0
      ? `the closes of ${symbol} are as traded, and no split is known for these days`
      : `the closes of ${symbol} are as traded: prices and volumes before its splits (${named.join(', ')}) were converted to the basis of the last day`;
  return { code: 'CLOSES_AS_TRADED', line: 0, symbol, what };
}
