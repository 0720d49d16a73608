import { discover, inMemory, inventMarket, memoryOf, type SearchRequest } from '@fm/discovery';

/*
 * npm run bench -- discovery: different candidates a second of a search over 500 stocks x 2,520 sessions by two threads,
 * screening included, and the memory it took beside what was stated. The environment changes it: FM_DISCOVERY_BUDGET (4000),
 * FM_DISCOVERY_JOBS (2).
 */
const budget = Number(process.env['FM_DISCOVERY_BUDGET'] ?? 4000);
const jobs = Number(process.env['FM_DISCOVERY_JOBS'] ?? 2);
const [stocks, sessions, rest] = [500, 2520, 252];

const market = inventMarket({ seed: 1, stocks, sessions: sessions + 2 * rest });
const days = (from: number, to: number) => ({
  start: market.sessions[from] as string,
  end: market.sessions[to - 1] as string,
});
const request: SearchRequest = {
  ...{ universe: 'invented', horizon: 5, budget, islands: 8, finalists: 20, known: [], seed: 1, proposed: [] },
  periods: {
    discovery: days(0, sessions),
    validation: days(sessions, sessions + rest),
    lockbox: days(sessions + rest, sessions + 2 * rest),
  },
};
let searched = 0;
let taken = process.cpuUsage();
const processor = process.cpuUsage();
const begin = performance.now();
const report = await discover(request, market, {
  ...{ jobs, store: inMemory() },
  onProgress: () => {
    searched = performance.now();
    taken = process.cpuUsage(processor);
  },
});
const seconds = (searched - begin) / 1000;
process.stdout.write(
  `${JSON.stringify({
    ...{ stocks, sessions, jobs, seconds },
    distinct: report.trials.distinct,
    screened: report.trials.counts.screened,
    distinctPerSecond: report.trials.distinct / seconds,
    distinctPerProcessorSecond: report.trials.distinct / ((taken.user + taken.system) / 1e6),
    statedMebibytes: Math.ceil(memoryOf(market, jobs) / 2 ** 20),
    mostMebibytes: Math.ceil(process.resourceUsage().maxRSS / 1024),
  })}\n`,
);
