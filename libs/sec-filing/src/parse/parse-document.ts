import { isUtf8 } from 'node:buffer';
import { badShape, notJson, otherCompany, unknownDocument } from '../errors.ts';
import type { Company, Industry, ParsedDocument, Problem } from '../model.ts';
import { cikOf, isName, isRecord, problem } from './checks.ts';
import { JsonCursor } from './json-cursor.ts';
import { parseFacts, type ParsedFacts } from './parse-facts.ts';
import { isFilingIndex, parseFilingIndex } from './parse-submissions.ts';
import { isSymbolMap, parseSymbolMap } from './parse-symbol-map.ts';

/**
 * Reads a document of EDGAR: companyfacts (also trimmed, with further members), submissions, an older page of
 * submissions, company_tickers, or a mapping file of symbols. Pure: the same bytes and name give the same result.
 *
 * @param bytes - the document, UTF-8
 * @param name - file name or key; a `CIK##########` in it must agree with the document
 * @throws FILING_NOT_JSON, FILING_UNKNOWN_DOCUMENT, FILING_SHAPE, FILING_OTHER_COMPANY when nothing of it can be used
 */
export function parseDocument(bytes: Buffer, name: string): ParsedDocument {
  const first = bytes.toString('utf8', 0, 400).trimStart();
  if (!first.startsWith('{') && isSymbolMap(first)) {
    if (!isUtf8(bytes)) throw notJson(name, 'it is not UTF-8');
    return { kind: 'symbol-map', ...parseSymbolMap(bytes.toString('utf8'), name) };
  }
  const top = readTop(bytes, name);
  const named = /CIK(\d{10})/.exec(name)?.[1];
  if (top.facts === undefined && isTickerTable(top.members)) return tickers(top.members);
  const { filings } = top.members;
  const index = isRecord(filings) ? filings['recent'] : isFilingIndex(top.members) ? top.members : undefined;
  if (top.facts === undefined && index === undefined) throw unknownDocument(name);

  const inside = cikOf(top.members['cik']);
  if (inside !== undefined && named !== undefined && inside !== named) throw otherCompany(name, inside, named);
  // An older page of submissions does not say whose it is: its name does.
  const cik = inside ?? (top.members['cik'] === undefined && index === top.members ? named : undefined);
  if (cik === undefined) throw badShape(name, 'the document has no usable CIK');

  const { entityName, name: ownName, ticker, tickers: several } = top.members;
  const symbols = [ticker, ...(Array.isArray(several) ? (several as unknown[]) : [])].filter(isSymbol);
  const company = { cik, name: [entityName, ownName].find(isName) ?? '', symbols: [...new Set(symbols)] };
  if (top.facts !== undefined) return { kind: 'companyfacts', ...company, ...top.facts };
  if (!isFilingIndex(index)) throw badShape(name, 'the filing index lacks columns');
  const pages = isRecord(filings) && Array.isArray(filings['files']) ? (filings['files'] as unknown[]) : [];
  const olderPages = pages.map((page) => (isRecord(page) ? page['name'] : undefined)).filter(isPageName);
  return {
    kind: 'submissions',
    ...company,
    ...parseFilingIndex(index, name),
    olderPages,
    industry: industryOf(top.members),
  };
}

interface Top {
  readonly members: Record<string, unknown>;
  readonly facts: ParsedFacts | undefined;
}

function readTop(bytes: Buffer, name: string): Top {
  if (!isUtf8(bytes)) throw notJson(name, 'it is not UTF-8');
  const cursor = new JsonCursor(bytes);
  const members: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  let facts: ParsedFacts | undefined;
  try {
    if (!cursor.atObject) {
      cursor.value();
      throw unknownDocument(name);
    }
    cursor.eachMember((member) => {
      if (member !== 'facts') members[member] = cursor.value();
      else if (facts !== undefined) throw badShape(name, 'the document has facts twice');
      else facts = parseFacts(cursor);
    });
    cursor.end();
  } catch (thrown) {
    if ((thrown as Error).name === 'SyntaxError') throw notJson(name, (thrown as Error).message.slice(0, 200));
    throw thrown;
  }
  return { members, facts };
}

/** EDGAR writes an empty text or 0000 where a filer has no industry. */
function industryOf({ sic, sicDescription }: Record<string, unknown>): Industry | undefined {
  if (typeof sic !== 'string' || !/^\d{4}$/.test(sic) || sic === '0000') return undefined;
  return { sic, description: isName(sicDescription) ? sicDescription : '' };
}

function isTickerTable(members: Record<string, unknown>): boolean {
  const entries = Object.values(members);
  return entries.some((entry) => isRecord(entry) && 'cik_str' in entry && 'ticker' in entry);
}

function tickers(members: Record<string, unknown>): ParsedDocument {
  const companies: Company[] = [];
  const problems: Problem[] = [];
  for (const [location, entry] of Object.entries(members)) {
    const { cik_str, ticker, title } = isRecord(entry) ? entry : {};
    const cik = cikOf(cik_str);
    if (cik === undefined || !isSymbol(ticker))
      problems.push(problem(location, 'TICKER_INVALID', 'the CIK or the symbol cannot be read', entry));
    else companies.push({ cik, symbol: ticker, name: isName(title) ? title : '' });
  }
  return { kind: 'company-tickers', companies, problems };
}

function isSymbol(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Z0-9][A-Z0-9.-]{0,11}$/.test(value);
}

function isPageName(value: unknown): value is string {
  return typeof value === 'string' && /^CIK\d{10}-submissions-\d{3}\.json$/.test(value);
}
