import { industryOf } from '../companies.ts';
import type { StockDesign } from '../prices/design.ts';
import { cikOf, filingOf, quarterEnd } from './filing-calendar.ts';
import type { Quarter } from './quarters.ts';

/** A submissions document of EDGAR with the moments of acceptance, newest filing first. */
export function submissionsOf(at: number, design: StockDesign, quarters: readonly Quarter[]): string {
  const filings = quarters.map(({ year, quarter }) => filingOf(at, year, quarter)).reverse();
  const recent = {
    accessionNumber: filings.map(({ accession }) => accession),
    filingDate: filings.map(({ filed }) => filed),
    reportDate: filings.map(({ year, quarter }) => quarterEnd(year, quarter)),
    acceptanceDateTime: filings.map(({ accepted }) => accepted),
    form: filings.map(({ form }) => form),
    isXBRL: filings.map(() => 1),
  };
  const { sic, sicDescription } = industryOf(at);
  const company = {
    cik: String(cikOf(at)),
    sic,
    sicDescription,
    name: design.name,
    tickers: [design.symbol],
    exchanges: ['SYN'],
  };
  return `${JSON.stringify({ ...company, filings: { recent, files: [] } })}\n`;
}
