import type { Warehouse } from '../contract.ts';
import { fileNotRecorded, nothingToForget, severalFiles, sharedFile } from './errors.ts';
import { partColumns } from './delivered-rows.ts';
import { type ForgetPlan, type GoingRows, inPieces, runsThatRead, runsWithSymbols } from './plan.ts';

/** Part of the version of the data that names the rows of a table. */
const dataParts: Readonly<Record<string, string>> = {
  prices: 'prices',
  corporate_actions: 'splits',
  delistings: 'delistings',
  short_interest: 'shortInterest',
  risk_free: 'riskFree',
  user_values: 'values',
  articles: 'articles',
  stock_groups: 'groups',
  document_ratings: 'documents',
};

interface Delivered {
  readonly target: string;
  readonly part: string;
  readonly version: string;
}

interface Logged {
  readonly source: string;
  readonly hash: string;
  readonly fresh: string;
}

/**
 * What goes with a file: the rows that it brought, its entries of quarantine, and the record of its delivery.
 *
 * @param name - path of the file or key of the object, or the end of it: whole names of folders and files
 * @throws FORGET_NOTHING, FORGET_SEVERAL_FILES, FORGET_NOT_RECORDED, FORGET_SHARED_FILE
 */
export async function planFile(warehouse: Pick<Warehouse, 'query'>, name: string): Promise<ForgetPlan> {
  const uri = await fileNamed(warehouse, name);
  const delivered = await warehouse.query<Delivered>(
    `SELECT DISTINCT target, part, toString(rows_version) AS version FROM delivered_rows FINAL
     WHERE uri = {uri:String} AND rows_version > 0 ORDER BY target, part, version`,
    { uri },
  );
  const logged = await warehouse.query<Logged>(
    `SELECT source, content_hash AS hash, toString(rows_new) AS fresh FROM ingest_log FINAL WHERE uri = {uri:String}
     UNION ALL SELECT DISTINCT source, content_hash, '0' FROM delivered_rows FINAL WHERE uri = {uri:String}`,
    { uri },
  );
  if (logged.some(({ source }) => source === 'sec-filing')) throw sharedFile(uri);
  const hashes = [...new Set(logged.map(({ hash }) => hash))];
  const [reports, groups] = ['financial-report', 'groups'].map((own) => logged.some(({ source }) => source === own));
  const isNew = logged.some(({ fresh }) => fresh !== '0');
  if (isNew && delivered.length === 0 && !reports && !groups) throw fileNotRecorded(uri);
  const targets = [...new Set(delivered.map(({ target }) => target))];
  const going: GoingRows[] = [
    ...(await sentimentOf(warehouse, delivered)),
    ...targets.filter((target) => target !== 'stock_groups').flatMap((target) => rowsOf(target, delivered)),
    ...(reports === true ? [ofContent('document_ratings', 'document_hash', hashes)] : []),
    ...(groups === true ? [ofContent('stock_groups', 'delivery', hashes)] : []),
  ];
  const names = [uri, ...hashes.map((hash) => `groups/${hash.slice(0, 32)}.csv`)];
  for (const table of ['quarantine', 'ingest_log', 'delivered_rows'])
    going.push({ table, where: 'uri IN {names:Array(String)}', parameters: { names } });
  return {
    going,
    usedBy: usedBy(delivered, targets, reports === true),
    stays: [
      'results of the runs that used it, and every trial in the ledger',
      'the file itself, and objects in the object store: ingesting them again brings the rows back',
      ...(await sharing(warehouse, uri, delivered)),
      ...(targets.some((target) => target !== 'prices')
        ? ['what its rows replaced in other tables than prices: ingest the files that said it before']
        : []),
    ],
  };
}

async function fileNamed(warehouse: Pick<Warehouse, 'query'>, name: string): Promise<string> {
  const rows = await warehouse.query<{ uri: string }>(
    `SELECT DISTINCT uri FROM (
       SELECT uri FROM ingest_log UNION ALL SELECT uri FROM quarantine UNION ALL SELECT uri FROM delivered_rows
     ) WHERE uri = {name:String} OR endsWith(uri, concat('/', {name:String})) ORDER BY uri`,
    { name },
  );
  const uris = rows.map(({ uri }) => uri);
  if (uris.includes(name)) return name;
  if (uris.length > 1) throw severalFiles(name, uris);
  const [uri] = uris;
  if (uri === undefined) throw nothingToForget('file', name, 'See `fm open` for the files that were ingested.');
  return uri;
}

/** Rows of a table by the part and version that a file gave them. */
function rowsOf(target: string, delivered: readonly Delivered[]): GoingRows[] {
  const own = delivered.filter((one) => one.target === target);
  const column = partColumns[target] as string;
  return inPieces(own).map((piece) => ({
    table: target,
    where: `${column} IN {parts:Array(String)} AND concat(${column}, ' ', toString(version)) IN {keys:Array(String)}`,
    parameters: {
      parts: [...new Set(piece.map(({ part }) => part))],
      keys: piece.map(({ part, version }) => `${part} ${version}`),
    },
  }));
}

function ofContent(table: string, column: string, hashes: readonly string[]): GoingRows {
  return { table, where: `${column} IN {hashes:Array(String)}`, parameters: { hashes } };
}

/** Sentiment of the articles that go. */
async function sentimentOf(warehouse: Pick<Warehouse, 'query'>, delivered: readonly Delivered[]): Promise<GoingRows[]> {
  const going: GoingRows[] = [];
  for (const { where, parameters } of rowsOf('articles', delivered)) {
    const ids = await warehouse.query<{ id: string }>(
      `SELECT DISTINCT concat(symbol, ' ', article_id) AS id FROM articles WHERE ${where}`,
      parameters,
    );
    const keys = { ids: ids.map(({ id }) => id) };
    going.push({
      table: 'article_sentiment',
      where: `concat(symbol, ' ', article_id) IN {ids:Array(String)}`,
      parameters: keys,
    });
  }
  return going;
}

function usedBy(delivered: readonly Delivered[], targets: readonly string[], reports: boolean): ForgetPlan['usedBy'] {
  const bySymbol = [
    ...targets.filter((target) => target !== 'stock_groups' && partColumns[target] === 'symbol'),
    ...(reports ? ['document_ratings'] : []),
  ];
  const reads = (target: string): string => runsThatRead(dataParts[target] as string);
  const partsOf = (of: readonly string[]) => [
    ...new Set(delivered.filter(({ target }) => of.includes(target)).map(({ part }) => part)),
  ];
  const ways = [
    ...(bySymbol.length === 0 ? [] : [`(${runsWithSymbols} AND (${bySymbol.map(reads).join(' OR ')}))`]),
    ...['risk_free', 'stock_groups'].filter((target) => targets.includes(target)).map(reads),
    ...(targets.includes('user_values')
      ? [
          `(${reads('user_values')} AND arrayExists(name -> position(request, concat('values:', name)) > 0, {names:Array(String)}))`,
        ]
      : []),
  ];
  if (ways.length === 0) return undefined;
  return { where: ways.join(' OR '), parameters: { symbols: partsOf(bySymbol), names: partsOf(['user_values']) } };
}

/** Other files with some of the same rows: these are not stored twice, and are removed as well. */
async function sharing(
  warehouse: Pick<Warehouse, 'query'>,
  uri: string,
  delivered: readonly Delivered[],
): Promise<string[]> {
  const parts = [...new Set(delivered.map(({ target, part }) => `${target} ${part}`))];
  const rows = await warehouse.query<{ uri: string }>(
    `SELECT DISTINCT uri FROM delivered_rows FINAL
     WHERE uri != {uri:String} AND rows_version = 0 AND concat(target, ' ', part) IN {parts:Array(String)}
     ORDER BY uri LIMIT 20`,
    { uri, parts },
  );
  if (rows.length === 0) return [];
  const files = rows.map((row) => row.uri).join(', ');
  return [`other files, which had some of the same rows: ingest them again to bring these back (${files})`];
}
