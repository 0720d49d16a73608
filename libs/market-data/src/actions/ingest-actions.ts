import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { type Clock, systemClock, textOfProblem } from '@fm/platform';
import { type PlainFile, readFiles } from '@fm/platform/packed';
import {
  claimedActions,
  corporateActionsTable,
  IngestLog,
  nextVersion,
  Quarantine,
  quarantineId,
  type QuarantineEntry,
  recordingRows,
  type Warehouse,
} from '@fm/warehouse';
import { isoOfDay } from '@fm/platform/time';
import { maxTableBytes } from '../files/limits.ts';
import { isMarkedSynthetic } from '../files/synthetic-marker.ts';
import { actionsSource, fallenClaims } from '../load/corporate-actions.ts';
import { wellFormed } from '../model/text.ts';
import { symbolOfFile } from '../parse/symbol.ts';
import { parseActions, type ActionFault, type ReadAction, type RefusedAction } from './parse-actions.ts';
import { resolveActions } from './resolve-actions.ts';
import { unappliedSplits } from './unapplied-splits.ts';

/** Source of actions that a file says, as the table names it. */
const fileSource = 'file';

const remedies: Readonly<Record<ActionFault, string>> = {
  ACTION_COLUMNS:
    'Give Date,Stock Splits or Date,Dividends in files named after their symbol, or Symbol,Date,Kind,Value.',
  ACTION_FIELDS: 'Give the line as many fields as the header has.',
  ACTION_SYMBOL: 'Name the file after its symbol, for example AAPL.csv, or give a column Symbol.',
  ACTION_DATE: 'Write the ex-date as YYYY-MM-DD.',
  ACTION_IN_FUTURE: 'Load it again once the day has come.',
  ACTION_VALUE: 'Write a split as new shares per old (4, 4:1, 1:10) and a dividend as currency per share.',
  ACTION_KIND: 'Write split or dividend.',
  ACTION_CONFLICT:
    'Find out which is right: a replay with acceptance (`fm quarantine replay ID --accept`) prefers a line over the provider, and a split of 1:1 on a wrong day undoes that one.',
};

export interface IngestActionsOptions {
  readonly warehouse: Warehouse;
  /** CSV files, and folders with them. */
  readonly paths: readonly string[];
  /** @default the machine's clock */
  readonly clock?: Clock;
  /** Line, of every file, that is accepted over the provider: a file then takes precedence. @default none */
  readonly accepted?: number;
}

/** The outcome of all files; the counts are of actions. */
export interface ActionsSummary {
  readonly files: number;
  readonly symbols: readonly string[];
  readonly read: number;
  readonly new: number;
  readonly unchanged: number;
  readonly quarantined: number;
  /** Ids of what was quarantined. */
  readonly asideIds: readonly string[];
  /** What was quarantined, one sentence each with file and line. */
  readonly problems: readonly string[];
  /** Stocks whose stored prices do not carry a split that is known now, one sentence each. */
  readonly unapplied: readonly string[];
}

/**
 * Loads splits and dividends from files, see {@link parseActions}: what a researcher who has only price CSV files needs
 * for market capitalisations. Loading a file again changes nothing; what cannot be used, or contradicts what is known,
 * is in quarantine.
 *
 * @throws PATH_UNREADABLE, PATH_EMPTY, PATH_DANGLING, PATH_NOT_A_FILE when no path leads to a file
 */
export async function ingestActions({
  warehouse,
  paths,
  clock = systemClock,
  accepted,
}: IngestActionsOptions): Promise<ActionsSummary> {
  const [asideIds, problems]: [string[], string[]] = [[], []];
  const { total: count, files } = readFiles(paths, {
    extensions: ['.csv'],
    maxBytes: maxTableBytes,
    onProblem: (problem) => problems.push(textOfProblem(problem)),
  });
  const total = { files: count, read: 0, new: 0, unchanged: 0, quarantined: 0 };
  const symbols = new Set<string>();
  for (const file of files) {
    const loaded = await ingestFile(warehouse, file, clock.now().toISOString().slice(0, 10), accepted);
    loaded.symbols.forEach((symbol) => symbols.add(symbol));
    total.read += loaded.fresh.length + loaded.unchanged + loaded.entries.length;
    total.new += loaded.fresh.length;
    total.unchanged += loaded.unchanged;
    total.quarantined += loaded.entries.length;
    asideIds.push(...loaded.entries.map(quarantineId));
    problems.push(
      ...loaded.entries.map(({ code, location, message }) => `${code}: ${file.path} ${location}: ${message}`),
    );
  }
  const unapplied = await unappliedSplits(warehouse, [...symbols]);
  return { ...total, symbols: [...symbols].sort(), asideIds, problems, unapplied };
}

async function ingestFile(
  warehouse: Warehouse,
  { path, name, bytes }: PlainFile,
  today: string,
  accepted: number | undefined,
) {
  const uri = wellFormed(resolve(path));
  const parsed = parseActions(bytes.toString('utf8'), { symbol: symbolOfFile(name) ?? '', today });
  const symbols = [...new Set(parsed.actions.map(({ symbol }) => symbol))];
  const known = symbols.length === 0 ? [] : await claimedActions(warehouse, symbols);
  const settled = resolveActions(parsed.actions, known, fileSource, accepted);
  const entries = [...parsed.refused, ...settled.refused].map((refused) => entryOf(uri, refused));
  const newest = known.reduce((highest, { version }) => Math.max(highest, version), 0);
  const contentHash = createHash('sha256').update(bytes).digest('hex');
  const recording = recordingRows(warehouse, { source: actionsSource, uri, contentHash });
  await insert(recording, settled.fresh, isMarkedSynthetic(path), nextVersion(BigInt(newest)));
  await new Quarantine(warehouse).put([...entries, ...(await fallenClaims(warehouse, symbols))]);
  await new IngestLog(warehouse).record({
    source: actionsSource,
    uri,
    content_hash: contentHash,
    rows_read: parsed.actions.length + parsed.refused.length,
    rows_new: settled.fresh.length,
    rows_unchanged: settled.unchanged,
    rows_quarantined: entries.length,
    status: entries.length === 0 ? 'loaded' : 'partial',
    message: entries
      .slice(0, 3)
      .map(({ code }) => code)
      .join(' '),
  });
  return { ...settled, entries, symbols };
}

async function insert(
  warehouse: Warehouse,
  actions: readonly ReadAction[],
  synthetic: boolean,
  version: bigint,
): Promise<void> {
  await warehouse.insert(
    corporateActionsTable,
    actions.map(({ symbol, day, kind, value }) => {
      return { symbol, date: isoOfDay(day), kind, value, source: fileSource, synthetic, version };
    }),
  );
}

function entryOf(uri: string, { code, line, symbol, what, text }: RefusedAction): QuarantineEntry {
  const message = wellFormed(`${what}. ${remedies[code]}`);
  return { source: actionsSource, uri, location: `line ${line}`, symbol, code, message, payload: wellFormed(text) };
}
