import type { CloseKind } from '../model/close-kind.ts';
import type { DropReason, RejectedRow, Remark } from '../model/parsed.ts';
import type { PriceFile } from '../model/price-file.ts';
import { remedies, severityOf, type Problem, type ProblemCode } from '../model/problems.ts';
import type { FileResult } from './file-result.ts';
import type { RowState } from './compare-rows.ts';

/** Problems of one code and file that are listed one by one; the rest is summed up in one. */
const listedPerCode = 20;

/** Rows of one fault, and their part of the file, from which on the fault is one of the file. */
const leastWhole = 20;
const shareWhole = 0.5;

/** Collects what becomes of one file's rows. */
export class FileTally {
  readonly quarantined: RejectedRow[] = [];
  readonly #file: PriceFile;
  readonly #counts: Record<'new' | 'restated' | 'unchanged' | 'quarantined', number>;
  readonly #dropped: Record<DropReason, number>;
  readonly #problems: Problem[] = [];
  #closes: CloseKind;
  readonly #seen = new Map<ProblemCode, number>();

  constructor(file: PriceFile) {
    this.#file = file;
    this.#closes = file.parsed.closes;
    this.#dropped = { ...file.parsed.dropped };
    this.#counts = { new: 0, restated: 0, unchanged: 0, quarantined: 0 };
    for (const [code, rejected] of byCode(file.parsed.rejected)) {
      if (this.#isWhole(rejected)) this.keepAside(rejected, { ...rejected[0]!, code });
      else for (const one of rejected) this.keepAside([one], one);
    }
    for (const remark of file.parsed.remarks) this.remark(remark);
  }

  /** Says what the closes of the file were found to be. */
  found(closes: CloseKind): void {
    this.#closes = closes;
  }

  /** Leaves rows out that another response of the collector replaces. */
  drop(reason: DropReason, rows: number): void {
    this.#dropped[reason] += rows;
  }

  count(state: RowState | 'repeated', rows = 1): void {
    this.#counts[state === 'confirmed' || state === 'repeated' ? 'unchanged' : state] += rows;
  }

  /**
   * Keeps rows aside for one common reason, which is named once; where they are most of the file they are one entry, which
   * stands for the file.
   */
  keepAside(rows: readonly RejectedRow[], { code, line, symbol, what }: Remark): void {
    const counted = rows.reduce((sum, row) => sum + (row.rows ?? (row.isRow ? 1 : 0)), 0);
    this.#counts.quarantined += counted;
    if (this.#isWhole(rows)) {
      const text = `${rows.length} of ${this.#file.parsed.rowsRead} rows: ${what}`;
      this.quarantined.push({ ...rows[0]!, line: 0, isRow: false, rows: counted, what: text });
      this.#add(code, 0, symbol, text, counted);
      return;
    }
    for (const row of rows) this.quarantined.push(row);
    this.#add(code, line, symbol, what, rows.length);
  }

  /** Whether rows are so many that the fault is one of the file. */
  #isWhole(rows: readonly RejectedRow[]): boolean {
    return rows.length >= leastWhole && rows.length >= this.#file.parsed.rowsRead * shareWhole;
  }

  remark({ code, line, symbol, what }: Remark): void {
    this.#add(code, line, symbol, what, 1);
  }

  result(): FileResult {
    const { parsed, uri, synthetic } = this.#file;
    const { new: rowsNew, restated, unchanged, quarantined } = this.#counts;
    const loaded = rowsNew + restated + unchanged;
    const dropped = Object.values(this.#dropped).reduce((sum, count) => sum + count, 0);
    const status = this.quarantined.length === 0 ? 'loaded' : loaded + dropped > 0 ? 'partial' : 'refused';
    return {
      file: uri,
      symbols: parsed.rows.symbols,
      synthetic,
      closes: this.#closes,
      rowsRead: loaded + quarantined + dropped,
      rowsNew,
      rowsRestated: restated,
      rowsUnchanged: unchanged,
      rowsQuarantined: quarantined,
      rowsDropped: this.#dropped,
      status,
      problems: this.#problems,
    };
  }

  #add(code: ProblemCode, line: number, symbol: string, what: string, rows: number): void {
    const seen = (this.#seen.get(code) ?? 0) + 1;
    this.#seen.set(code, seen);
    const base = { severity: severityOf(code), code, file: this.#file.uri, symbol, remedy: remedies[code] };
    if (seen <= listedPerCode) this.#problems.push({ ...base, ...(line > 0 && { line }), what, rows });
    else {
      const more = seen - listedPerCode;
      const at = this.#problems.findLastIndex((problem) => problem.code === code);
      const summary = { ...base, what: `${more} more of this kind in the file, the last in line ${line}`, rows: more };
      if (more === 1) this.#problems.splice(at + 1, 0, summary);
      else this.#problems[at] = summary;
    }
  }
}

function byCode(rejected: readonly RejectedRow[]): Map<ProblemCode, RejectedRow[]> {
  const groups = new Map<ProblemCode, RejectedRow[]>();
  for (const one of rejected) {
    const group = groups.get(one.code);
    if (group === undefined) groups.set(one.code, [one]);
    else group.push(one);
  }
  return groups;
}
