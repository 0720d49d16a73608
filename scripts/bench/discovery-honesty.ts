import {
  searchNoise,
  searchPermuted,
  searchPlanted,
  type NoiseOutcome,
  type PlantedOutcome,
} from '@fm/discovery/honesty';
import { readSearchMarket } from '@fm/discovery/store';
import { openWarehouse } from '@fm/warehouse';

/*
 * npm run bench -- discovery-honesty: whether a search fools itself. Noise over 200 seeds, a planted formula of each kind, the
 * same ended where the validation begins, and, where FM_HONESTY_HOME names a folder with a warehouse of real prices, its
 * returns permuted in blocks. A line on standard error for each search, JSON at the end. It takes hours; the environment
 * narrows it: FM_HONESTY_PARTS (noise,planted,ended,permuted), FM_HONESTY_SEEDS (200; 40 of what is planted), FM_HONESTY_BUDGET
 * (2000), FM_HONESTY_STOCKS (64; of what is planted 500), FM_HONESTY_SESSIONS (1512; of what is planted 2520),
 * FM_HONESTY_HORIZON (1), FM_HONESTY_COEFFICIENT (0.03).
 */
const given = (name: string): string | undefined => process.env[`FM_HONESTY_${name}`];
const numberOf = (name: string, otherwise: number): number => Number(given(name) ?? otherwise);
const wanted = (given('PARTS') ?? 'noise,planted,ended,permuted').split(',');

const sizeOf = (stocks: number, sessions: number) => ({
  stocks: numberOf('STOCKS', stocks),
  sessions: numberOf('SESSIONS', sessions),
  budget: numberOf('BUDGET', 2000),
  horizon: numberOf('HORIZON', 1),
});

/** Formulas of the kinds that people plant: reversal, volume and price together, a high, a decay, a choice, within groups. */
const kinds = [
  '-ts_returns(close, 5)',
  '-ts_corr(close, volume, 10)',
  'close / ts_max(close, 250)',
  'decay_linear(close / open, 10)',
  'returns < 0 ? ts_std(returns, 20) : ts_rank(volume, 10)',
  'group_neutralize(delta(close, 10), industry)',
];

async function repeated<Outcome>(
  part: string,
  seeds: number,
  search: (seed: number) => Promise<Outcome>,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly seconds: number }> {
  const outcomes: Outcome[] = [];
  const begin = performance.now();
  for (let seed = 1; seed <= seeds; seed++) {
    const outcome = await search(seed);
    outcomes.push(outcome);
    process.stderr.write(`${part} ${seed}/${seeds} ${JSON.stringify(outcome)}\n`);
  }
  return { outcomes, seconds: (performance.now() - begin) / 1000 };
}

function ofNoise({ outcomes, seconds }: { outcomes: readonly NoiseOutcome[]; seconds: number }) {
  const count = (name: keyof NoiseOutcome): number => outcomes.filter((outcome) => outcome[name]).length;
  return {
    ...{ searches: outcomes.length, seconds },
    ...{ declared: count('declared'), naive: count('naive'), anyAboveThree: count('anyAboveThree') },
  };
}

function ofPlanted({ outcomes, seconds }: { outcomes: readonly PlantedOutcome[]; seconds: number }) {
  const count = (holds: (outcome: PlantedOutcome) => boolean): number => outcomes.filter(holds).length;
  return {
    ...{ searches: outcomes.length, seconds },
    ...{ found: count(({ found }) => found), declared: count(({ survivors }) => survivors > 0) },
  };
}

async function ofPermuted() {
  const home = given('HOME');
  if (home === undefined) return { skipped: 'FM_HONESTY_HOME names no folder with a warehouse of real prices' };
  const warehouse = await openWarehouse({ home, existing: true });
  try {
    const market = await readSearchMarket(warehouse, { universe: 'ingested', known: [] });
    const size = sizeOf(market.symbols.length, market.sessions.length);
    return ofNoise(await repeated('permuted', numberOf('SEEDS', 200), (seed) => searchPermuted(market, seed, size)));
  } finally {
    await warehouse.close();
  }
}

const plantedOf = (seed: number) => ({
  formula: kinds[seed % kinds.length] as string,
  coefficient: numberOf('COEFFICIENT', 0.03),
});
const parts: Readonly<Record<string, () => Promise<object>>> = {
  noise: async () =>
    ofNoise(await repeated('noise', numberOf('SEEDS', 200), (seed) => searchNoise(seed, sizeOf(64, 1512)))),
  planted: async () =>
    ofPlanted(
      await repeated('planted', numberOf('SEEDS', 40), (seed) =>
        searchPlanted(seed, sizeOf(500, 2520), plantedOf(seed)),
      ),
    ),
  ended: async () =>
    ofPlanted(
      await repeated('ended', numberOf('SEEDS', 40), (seed) =>
        searchPlanted(seed, sizeOf(500, 2520), plantedOf(seed), true),
      ),
    ),
  permuted: ofPermuted,
};

const report: Record<string, object> = {};
for (const part of wanted) {
  const run = parts[part];
  if (run === undefined) {
    process.stderr.write(`unknown part ${part}; there are ${Object.keys(parts).join(', ')}\n`);
    process.exit(2);
  }
  report[part] = await run();
}
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
