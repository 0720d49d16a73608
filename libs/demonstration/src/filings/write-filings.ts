import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SimulatedMarket } from '../prices/simulate.ts';
import { companyFacts } from './company-facts.ts';
import { cikOf } from './filing-calendar.ts';
import { quartersOf } from './quarters.ts';
import { submissionsOf } from './submissions.ts';

/** Years of reports before the first session, so that trailing and year-ago figures are known from its start. */
const yearsBefore = 3;

/** Writes EDGAR's documents of every company under `filings/`: company_tickers, submissions and companyfacts. */
export async function writeFilings(folder: string, seed: number, market: SimulatedMarket): Promise<string> {
  const { designs, sessions } = market;
  const filings = join(folder, 'filings');
  await mkdir(filings, { recursive: true });
  const firstYear = Number(sessions[0]!.slice(0, 4)) - yearsBefore;
  const lastYear = Number(sessions.at(-1)!.slice(0, 4)) - 1;
  const tickers = designs.map(({ symbol, name }, at) => [
    String(at),
    { cik_str: cikOf(at), ticker: symbol, title: name },
  ]);
  await writeFile(join(filings, 'company_tickers.json'), `${JSON.stringify(Object.fromEntries(tickers))}\n`);
  for (const [at, design] of designs.entries()) {
    const quarters = quartersOf(seed, design, firstYear, lastYear);
    const splitDay = design.split === undefined ? undefined : sessions[design.split.session];
    const name = `CIK${cikOf(at)}`;
    await writeFile(join(filings, `submissions-${name}.json`), submissionsOf(at, design, quarters));
    await writeFile(join(filings, `${name}.json`), companyFacts(at, design, quarters, splitDay));
  }
  return filings;
}
