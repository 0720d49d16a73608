import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { periodNames, usualPeriods, type Days, type SearchMarket, type SearchRequest } from '@fm/discovery';
import { readCandidates, runDiscovery } from '@fm/discovery/store';
import { systemClock } from '@fm/platform';
import type { Warehouse } from '@fm/warehouse';
import { Command, InvalidArgumentError } from 'commander';
import { chosenUniverse } from '../choose-universe.ts';
import { demoUniverse, marketOf } from '../discovery/market-of.ts';
import { performing, type PerformOptions } from '../discovery/perform.ts';
import { showSearch } from '../discovery/show-search.ts';
import { performPlacebos } from '../discovery/placebos.ts';
import { openAndShow } from '../discovery/open-and-show.ts';
import { discoverCommands } from '../discovery/subcommands.ts';
import { atLeastOne, calendarDay, formatOption, wholeNumber } from '../options.ts';
import { note, type OutputFormat } from '../output.ts';
import { withExistingWarehouse, withWarehouse } from '../with-warehouse.ts';

const help = `
Examples:
  $ fm discover --demo
  $ fm discover --universe sp500.csv --horizon 5 --budget 40000 --known ROC20,TradingVolume
  $ fm discover --discovery 2000-01-01..2011-12-31 --validation 2012-01-01..2017-12-31 --lockbox 2018-01-01..2024-12-31
  $ fm discover --candidates proposed.txt --sealed
  $ fm discover --placebo 19
  $ fm discover resume
  $ fm discover open 0123abcd

The search sees the discovery period only. The best formulas that differ from one another are judged together on the
validation period: a formula survives if its p-value over all of them is at most 5 %. Then all of them are shown in the
lock-box, which the search opens once; every opening is recorded for good and lowers the level of later ones. With --sealed
it stays closed until "fm discover open". Without periods they take half, a quarter and a quarter of the sessions. Realistic
daily coefficients need hundreds of stocks to be detected: each result states the smallest effect it could have detected.
Ctrl-C stops cleanly; "fm discover resume" continues. Results do not depend on threads or on where a search was stopped.

Placebo searches repeat the whole procedure with a tenth of the budget, where every session of discovery and validation has
the returns of another one, at least 63 sessions away. How many of them claim as much as the search is the p-value of the
whole procedure. Their candidates are not trials of the ledger. "fm discover placebo" adds them later, and continues them.

Candidates in a file are formulas, one per line (name = formula). Lines "# source: WHO" and, for a language model,
"# training-cutoff: YYYY-MM-DD" apply to the lines after them. They are trials like all others.`;

interface DiscoverCommandOptions extends PerformOptions {
  readonly universe?: string;
  readonly horizon: number;
  readonly budget: number;
  readonly islands: number;
  readonly finalists: number;
  readonly known: readonly string[];
  readonly discovery?: Days;
  readonly validation?: Days;
  readonly lockbox?: Days;
  readonly candidates?: string;
  readonly seed: number;
  readonly sealed: boolean;
  readonly placebo: number;
  readonly demo: boolean;
  readonly format: OutputFormat;
}

/** `fm discover`: searches for formulas and reports which survive. */
export function discoverCommand(): Command {
  const command = new Command('discover')
    .option('--universe <universe>', 'as for mine')
    .option('--horizon <sessions>', 'sessions of the forward return (default: 5, or 1 with --demo)', atLeastOne)
    .option('--budget <number>', 'number of candidates to draw', atLeastOne, 4000)
    .option('--islands <number>', 'islands that evolve side by side', atLeastOne, 8)
    .option('--finalists <number>', 'largest number of formulas to judge', atLeastOne, 20)
    .option('--known <factors>', 'factors that a formula must add to, joined by commas, or all', nameList, [])
    .option('--discovery <range>', 'FROM..TO: what the search sees', daysOf)
    .option('--validation <range>', 'FROM..TO: what decides', daysOf)
    .option('--lockbox <range>', 'FROM..TO: what is looked at once', daysOf)
    .option('--candidates <file>', 'file of formulas to try first, with who proposed them')
    .option('--seed <number>', 'seed of the draws', wholeNumber, 1)
    .option('--jobs <number>', 'threads (default: one per processor, at most 2 within the default memory)', atLeastOne)
    .option('--memory <mebibytes>', 'memory that the search may use', atLeastOne, 2048)
    .option('--placebo <number>', 'placebo searches over returns of other sessions (19 show p = 0.05)', wholeNumber, 0)
    .option('--sealed', 'leave the lock-box closed', false)
    .option('--demo', 'search an invented market with a planted formula', false)
    .addOption(formatOption())
    .addHelpText('after', help)
    .action((options: DiscoverCommandOptions) => {
      const within = options.demo ? withWarehouse : withExistingWarehouse;
      return within((warehouse) => search(warehouse, options));
    });
  discoverCommands().forEach((one) => command.addCommand(one));
  return command;
}

async function search(warehouse: Warehouse, options: DiscoverCommandOptions): Promise<void> {
  const universe = options.demo ? demoUniverse : await chosenUniverse(warehouse, options.universe);
  const { known } = options;
  const market = await marketOf(warehouse, { universe, known });
  const request = await requestOf(universe, market, options);
  const jobs = options.jobs ?? Math.min(2, availableParallelism());
  const record = await performing(request, market, { ...options, jobs }, (how) =>
    runDiscovery(request, market, { ...how, warehouse, clock: systemClock }),
  );
  if (options.placebo > 0) await performPlacebos(warehouse, record, market, options.placebo, { ...options, jobs });
  if (options.sealed) await showSearch(warehouse, record, options.format);
  else await openAndShow(warehouse, record, market, options.format);
}

async function requestOf(
  universe: string,
  market: SearchMarket,
  options: DiscoverCommandOptions,
): Promise<SearchRequest> {
  const { demo, budget, islands, finalists, known, seed, candidates } = options;
  const given = periodNames.filter((name) => options[name] !== undefined);
  if (given.length > 0 && given.length < periodNames.length)
    note('periods that are not given take their usual share of all sessions');
  const usual = usualPeriods(market.sessions);
  const proposed =
    candidates === undefined ? [] : readCandidates(await readFile(candidates, 'utf8'), candidates, market.fields);
  return {
    ...{ universe, budget, islands, finalists, known, seed, proposed },
    horizon: options.horizon ?? (demo ? 1 : 5),

    periods: {
      discovery: options.discovery ?? usual.discovery,
      validation: options.validation ?? usual.validation,
      lockbox: options.lockbox ?? usual.lockbox,
    },
  };
}

/** Reads names joined by commas. */
function nameList(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Reads `FROM..TO`. */
function daysOf(text: string): Days {
  const [start, end, ...rest] = text.split('..');
  if (start === undefined || end === undefined || rest.length > 0)
    throw new InvalidArgumentError('Write FROM..TO, e.g. 2000-01-01..2011-12-31.');
  return { start: calendarDay(start), end: calendarDay(end) };
}
