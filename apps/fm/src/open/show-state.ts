import { csvOf, note, print, tableOf, type Column } from '../output.ts';
import type { OpenFile, OpenRun, OpenSize, OpenSymbol, WarehouseState } from './warehouse-state.ts';

/** What `fm open` shows. */
export const openParts = ['files', 'symbols', 'runs', 'sizes'] as const;
export type OpenPart = (typeof openParts)[number];

const fileColumns: readonly Column<OpenFile>[] = [
  { heading: 'source', cell: (row) => row.source },
  { heading: 'status', cell: (row) => row.status },
  { heading: 'read', cell: (row) => row.read, extra: true },
  { heading: 'new', cell: (row) => row.new },
  { heading: 'aside', cell: (row) => row.quarantined },
  { heading: 'file', cell: (row) => row.uri, text: (row) => endOf(row.uri) },
];

const symbolColumns: readonly Column<OpenSymbol>[] = [
  { heading: 'symbol', cell: (row) => row.symbol },
  { heading: 'days', cell: (row) => row.days },
  { heading: 'first', cell: (row) => row.first },
  { heading: 'last', cell: (row) => row.last },
  { heading: 'sources', cell: (row) => row.sources.join(' ') },
  { heading: 'synthetic', cell: (row) => row.synthetic, extra: true },
];

const runColumns: readonly Column<OpenRun>[] = [
  { heading: 'run', cell: (row) => row.id },
  { heading: 'status', cell: (row) => row.status },
  { heading: 'started', cell: (row) => row.startedAt, text: (row) => row.startedAt.slice(0, 16) },
  { heading: 'factors', cell: (row) => row.factors },
  { heading: 'ranges', cell: (row) => row.ranges, extra: true },
  { heading: 'name', cell: (row) => row.name },
];

const sizeColumns: readonly Column<OpenSize>[] = [
  { heading: 'table or folder', cell: (row) => row.what },
  { heading: 'rows', cell: (row) => row.rows, text: (row) => (row.rows === null ? '' : row.rows.toLocaleString('en')) },
  { heading: 'bytes', cell: (row) => row.bytes, text: (row) => sizeText(row.bytes) },
];

/** Writes a warehouse as tables for people, each with at most some lines. */
export function showState(state: WarehouseState, parts: readonly OpenPart[], limit: number): void {
  note(state.folder === null ? 'warehouse: the server of CLICKHOUSE_URL' : `warehouse: ${state.folder}`);
  for (const [at, part] of parts.entries()) {
    if (at > 0) print('');
    const { count, table } = partOf(state, part, limit);
    print(`${part}: ${count}`);
    if (count > 0) print(table);
    if (count > limit)
      note(`${part}: ${count - limit} more are left out; \`fm open ${part} --limit ${count}\` shows all`);
  }
}

/** Writes one part as CSV. */
export function printStateCsv({ files, symbols, runs, sizes }: WarehouseState, part: OpenPart): void {
  const texts: Readonly<Record<OpenPart, () => string>> = {
    files: () => csvOf(files, fileColumns),
    symbols: () => csvOf(symbols, symbolColumns),
    runs: () => csvOf(runs, runColumns),
    sizes: () => csvOf(sizes, sizeColumns),
  };
  print(texts[part]());
}

function partOf(
  { files, symbols, runs, sizes }: WarehouseState,
  part: OpenPart,
  limit: number,
): { count: number; table: string } {
  const laid = <Row>(rows: readonly Row[], columns: readonly Column<Row>[]) => {
    return { count: rows.length, table: tableOf(rows.slice(0, limit), columns) };
  };
  const texts: Readonly<Record<OpenPart, () => { count: number; table: string }>> = {
    files: () => laid(files, fileColumns),
    symbols: () => laid(symbols, symbolColumns),
    runs: () => laid(runs, runColumns),
    sizes: () => laid(sizes, sizeColumns),
  };
  return texts[part]();
}

/** Longest path that a line of 80 columns holds beside the other columns. */
const longestPath = 42;

function endOf(uri: string): string {
  return uri.length <= longestPath ? uri : `\u2026${uri.slice(1 - longestPath)}`;
}

/** Bytes in the unit that gives one to three digits before the point. */
export function sizeText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const at = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** at;
  return `${at === 0 ? value : value.toFixed(1)} ${units[at]}`;
}
