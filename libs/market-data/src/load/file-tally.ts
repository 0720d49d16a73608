import type { DropReason, RejectedRow, Remark } from '../model/parsed.ts';
import type { PriceFile } from '../model/price-file.ts';
import { remedies, severityOf, type Problem, type ProblemCode } from '../model/problems.ts';
import type { FileResult } from './file-result.ts';
import type { RowState } from './compare.ts';

/** Problems of one code and file that are listed one by one; the rest is summed up in one. */
const listedPerCode = 20;

/** Collects what becomes of one file's rows. */
export class FileTally {
  readonly quarantined: RejectedRow[] = [];
  readonly #file: PriceFile;
  readonly #counts: Record<'new' | 'restated' | 'unchanged' | 'quarantined', number>;
  readonly #dropped: Record<DropReason, number>;
  readonly #problems: Problem[] = [];
  readonly #seen = new Map<ProblemCode, number>();

  constructor(file: PriceFile) {
    this.#file = file;
    this.#dropped = { ...file.parsed.dropped };
    this.#counts = { new: 0, restated: 0, unchanged: 0, quarantined: 0 };
    for (const rejected of file.parsed.rejected) this.keepAside([rejected], rejected);
    for (const remark of file.parsed.remarks) this.remark(remark);
  }

  /** Leaves rows out that another response of the collector replaces. */
  drop(reason: DropReason, rows: number): void {
    this.#dropped[reason] += rows;
  }

  count(state: RowState | 'repeated', rows = 1): void {
    this.#counts[state === 'confirmed' || state === 'repeated' ? 'unchanged' : state] += rows;
  }

  /** Keeps rows aside for one common reason, which is named once. */
  keepAside(rows: readonly RejectedRow[], { code, line, symbol, what }: Remark): void {
    for (const row of rows) this.quarantined.push(row);
    this.#counts.quarantined += rows.filter((row) => row.isRow).length;
    this.#add(code, line, symbol, what, rows.length);
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
