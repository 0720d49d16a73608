import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '@fm/platform';
import {
  claimedActions,
  type DeliveredRows,
  insertColumns,
  pricesTable,
  Quarantine,
  recordDelivered,
  recordingRows,
  resolveContradictions,
  type ClaimedAction,
  type QuarantineEntry,
  type Warehouse,
} from '@fm/warehouse';
import { isoOfDay } from '@fm/platform/time';
import { contradicted, contradictionText } from '../actions/resolve-actions.ts';
import { checkFile, type FileVerdict } from '../checks/check-file.ts';
import { continueOn } from '../checks/seam.ts';
import type { PriceFile } from '../model/price-file.ts';
import { storeDelistings } from '../delistings/store-delistings.ts';
import type { RejectedRow, WorthlessStock } from '../model/parsed.ts';
import type { CorporateAction } from '../model/price-rows.ts';
import type { ProblemCode } from '../model/problems.ts';
import { closeRestored } from './close-restored.ts';
import { compareRows } from './compare-rows.ts';
import { conflictWith } from './conflict.ts';
import { deliveredPrices, deliveryOf } from './delivered-prices.ts';
import { fallenClaims, insertActions, type ActionBatch } from './corporate-actions.ts';
import type { FileResult } from './file-result.ts';
import { FileTally } from './file-tally.ts';
import { logFiles } from './ingest-log.ts';
import { readKnownRows, type KnownRows } from './known-rows.ts';
import { PriceColumns } from './price-columns.ts';
import { csvOfRow, quarantineEntry } from './quarantine.ts';

/** Rows that are compared and inserted in one go, while the next files are read. */
const groupRows = 90_000;

export interface LoaderOptions {
  readonly warehouse: Warehouse;
  readonly clock: Clock;
  /**
   * Moment at which the rows were taken, in milliseconds since 1970: their version. Redeliveries in any order then end
   * in the same table. @default the present moment, and always newer than what is there: the caller means "now"
   */
  readonly vintage?: number | undefined;
  /** Rows per insert. @default 90,000 */
  readonly groupRows?: number | undefined;
}

/**
 * Brings parsed files into the warehouse, in groups: compares with what is there, inserts what is new or restated, keeps
 * aside what can not be used, and logs each file after its rows are in. Repeating any part of it changes nothing.
 */
export class PriceLoader {
  readonly results: FileResult[] = [];
  readonly #options: LoaderOptions;
  #group: PriceFile[] = [];
  #rows = 0;
  readonly #symbols = new Set<string>();
  /** The group under way; it fails here, for the next caller that waits for it. */
  #writing: Promise<void> = Promise.resolve();

  constructor(options: LoaderOptions) {
    this.#options = options;
  }

  /** Takes a file; its rows are in after the next {@link flush} at the latest. */
  async add(file: PriceFile): Promise<void> {
    const { rows } = file.parsed;
    // A symbol that comes again is compared with the rows of the earlier file, so these have to be in.
    if (rows.symbols.some((symbol) => this.#symbols.has(symbol))) await this.#startWriting();
    this.#group.push(file);
    this.#rows += rows.count;
    rows.symbols.forEach((symbol) => this.#symbols.add(symbol));
    if (this.#rows >= (this.#options.groupRows ?? groupRows)) await this.#startWriting();
    else await nextTurn();
  }

  /** Writes the files taken so far. */
  async flush(): Promise<void> {
    await this.#startWriting();
    await this.#writing;
  }

  /** Begins to write the files taken so far, after those before them: never more than one group is waiting. */
  async #startWriting(): Promise<void> {
    await this.#writing;
    const group = this.#group;
    if (group.length === 0) return;
    const symbols = [...this.#symbols];
    this.#group = [];
    this.#rows = 0;
    this.#symbols.clear();
    this.#writing = this.#write(group, symbols);
    this.#writing.catch(() => undefined);
  }

  async #write(group: readonly PriceFile[], symbols: readonly string[]): Promise<void> {
    const { warehouse } = this.#options;
    const known = await readKnownRows(warehouse, symbols);
    const columns = new PriceColumns(group.reduce((rows, { parsed }) => rows + parsed.rows.count, 0));
    const events = symbols.length === 0 ? [] : await claimedActions(warehouse, symbols);
    const { used } = resolveContradictions(events);
    const verdicts = group.map(({ parsed }) => checkFile(parsed, used as readonly CorporateAction[]));
    const told = [...new Set(verdicts.flatMap(({ actions }) => actions.map(({ symbol }) => symbol)))];
    const outcome = group.map((file, at) => this.#encode(file, verdicts[at]!, { rows: known, events }, columns));
    await recordDelivered(
      warehouse,
      outcome.flatMap(({ delivered }) => delivered),
    );
    if (columns.count > 0) await insertColumns(warehouse, pricesTable, columns.columns());
    await insertActions(
      warehouse,
      outcome.flatMap(({ actions }) => (actions === undefined ? [] : [actions])),
    );
    for (const [at, { ended }] of outcome.entries()) {
      const file = group[at]!;
      const delistings = ended.map((stock) => ({ ...stock, ...lastPriceZero, synthetic: file.synthetic }));
      await storeDelistings(recordingRows(warehouse, deliveryOf(file)), delistings);
    }
    const entries = [
      ...outcome.flatMap(({ quarantined }) => quarantined),
      // Simultaneous deliveries do not see each other earlier: the last one sees all.
      ...(await fallenClaims(warehouse, told)),
    ];
    if (entries.length > 0) await new Quarantine(warehouse).put(entries);
    if (used.some(({ kind }) => kind === 'split'))
      await closeRestored(
        warehouse,
        outcome.map(({ keptAside }, at) => ({ file: group[at]!, keptAside })),
      );
    const logged = outcome.map(({ tally }, at) => ({ file: group[at]!, result: tally.result() }));
    await logFiles(warehouse, logged);
    this.results.push(...logged.map(({ result }) => result));
  }

  #encode(file: PriceFile, verdict: FileVerdict, known: Known, columns: PriceColumns): Outcome {
    const { rows, source } = file.parsed;
    const { actions } = verdict;
    const tally = new FileTally(withTrueRemarks(file, verdict));
    tally.found(verdict.closes);
    tally.drop('last_day_again', verdict.replaced);
    const keepAside = (code: ProblemCode, symbol: string, which: ArrayLike<number>, what: string): void => {
      const rejected = Array.from(which, (row) => {
        return { code, symbol, line: rows.line[row]!, isRow: true, what, payload: csvOfRow(rows, row, source) };
      });
      tally.keepAside(rejected, { code, symbol, line: rejected[0]!.line, what });
    };
    for (const { code, symbol, rows: which, what } of verdict.exclusions) keepAside(code, symbol, which, what);
    for (const remark of verdict.remarks) tally.remark(remark);
    tally.count('repeated', verdict.repeated);
    let version = this.#now();
    const refused = new Set<string>();
    const delivered: DeliveredRows[] = [];
    const delivery = deliveryOf(file);
    for (const [index, symbol] of rows.symbols.entries()) {
      let order = verdict.kept[index]!;
      const there = known.rows.get(symbol);
      if (there !== undefined && there.highest > this.#replacesAbove()) version = Math.max(version, there.highest + 1);
      const conflict = order.length === 0 ? undefined : conflictWith(file, order, there);
      if (conflict !== undefined && conflict.code !== 'SYNTHETIC_MIX' && this.#options.vintage !== undefined) {
        if (version > there!.highest) {
          tally.drop('other_basis', order.length);
          refused.add(symbol);
          continue;
        }
      } else if (conflict?.factor !== undefined) {
        const added = continueOn(there!, rows, order, conflict.factor);
        tally.count('unchanged', order.length - added.length);
        const { code, what } = conflict;
        if (added.length > 0) tally.remark({ code, symbol, line: rows.line[added[0]!]!, what });
        order = added;
      } else if (conflict !== undefined) {
        keepAside(conflict.code, symbol, order, conflict.what);
        refused.add(symbol);
        continue;
      }
      columns.begin({ symbol, source, synthetic: file.synthetic, version: BigInt(version) });
      const before = columns.count;
      const confirmedBy = this.#options.vintage === undefined ? -Infinity : version;
      compareRows(rows, order, file.synthetic, there, confirmedBy, (row, hash, state) => {
        tally.count(state);
        if (state !== 'unchanged') columns.add(rows.day[row]!, rows.values, row, hash);
      });
      delivered.push(...deliveredPrices(delivery, symbol, order.length, columns.count - before, version));
    }
    const usable = actions.filter((action) => {
      if (refused.has(action.symbol)) return false;
      const other = contradicted(action, source, known.events, version);
      if (other !== undefined) tally.keepAside([conflictOf(action, other)], conflictOf(action, other));
      return other === undefined;
    });
    const ended = (file.parsed.worthless ?? []).filter(({ symbol }) => !refused.has(symbol));
    const batch = {
      delivery,
      actions: usable,
      source,
      synthetic: file.synthetic,
      version,
      replacesAbove: this.#replacesAbove(),
    };
    const quarantined = tally.quarantined.map((rejected) => quarantineEntry(file.uri, rejected));
    const unapplied = verdict.exclusions.filter(({ code }) => code === 'SPLIT_NOT_APPLIED');
    const keptAside = new Set([...refused, ...unapplied.map(({ symbol }) => symbol)]);
    return { tally, quarantined, keptAside, delivered, ended, actions: usable.length === 0 ? undefined : batch };
  }

  /**
   * Versions above this one are still replaced: by a caller who means "now", every one that is there, also what a
   * clock wrote that was ahead. Objects with a vintage keep their order.
   */
  #replacesAbove(): number {
    return this.#options.vintage === undefined ? -1 : Infinity;
  }

  /** Microseconds since 1970, as the versions of all tables. */
  #now(): number {
    return (this.#options.vintage ?? this.#options.clock.now().getTime()) * 1000;
  }
}

/**
 * A file without the remark on its form that its rows refute: what the columns say of the closes is left out where all were
 * found to be as traded, and is of the other stocks where some were.
 */
function withTrueRemarks(file: PriceFile, { asTraded }: FileVerdict): PriceFile {
  if (asTraded === 'none') return file;
  const remarks = file.parsed.remarks.flatMap((remark) => {
    if (remark.code !== 'NO_ADJUSTED_CLOSE') return [remark];
    return asTraded === 'all' ? [] : [{ ...remark, what: `${remark.what} (but for the stocks named as traded)` }];
  });
  return { ...file, parsed: { ...file.parsed, remarks } };
}

/** What a last price of zero says. */
const lastPriceZero = { value: -1, reason: 'last price zero', source: 'prices' } as const;

/** What the warehouse has of the symbols of a group. */
interface Known {
  readonly rows: Map<string, KnownRows>;
  readonly events: readonly ClaimedAction[];
}

/** A split or dividend that contradicts one of another source: neither of the two is known to be right. */
function conflictOf(action: CorporateAction, other: ClaimedAction): RejectedRow {
  const { symbol, day, kind, value } = action;
  return {
    code: 'ACTION_CONFLICT',
    symbol,
    line: 0,
    isRow: false,
    what: contradictionText(action, other),
    payload: `Symbol,Date,Kind,Value\n${symbol},${isoOfDay(day)},${kind},${value}`,
  };
}

interface Outcome {
  readonly tally: FileTally;
  readonly quarantined: readonly QuarantineEntry[];
  readonly delivered: readonly DeliveredRows[];
  readonly actions: ActionBatch | undefined;
  readonly ended: readonly WorthlessStock[];
  /** Symbols of which rows were kept aside for a split that is not applied, or all rows for another reason. */
  readonly keptAside: ReadonlySet<string>;
}
