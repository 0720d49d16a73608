import {
  gateOverNoise,
  plantedKinds,
  searchNoise,
  searchPermuted,
  searchPlanted,
  searchRevision,
  type NoiseFutures,
  type NoiseOutcome,
  type PlantedOutcome,
} from '@fm/discovery/honesty';
import { binomialInterval, mean, standardDeviation } from '@fm/factor-math';
import { collect, type Collected } from './discovery-honesty/collect.ts';
import { killSearches } from './discovery-honesty/kills.ts';
import { readRealMarket, whyNoRealMarket } from './discovery-honesty/real-market.ts';
import { openParts } from './parts-store.ts';

/*
 * npm run bench -- discovery-honesty: whether a search fools itself. Noise over 200 seeds, whose finalists are judged on ten
 * continuations each beside, a planted formula of each kind, the same ended where the validation begins, and returns of real
 * prices permuted in blocks. A line on standard error for each search, JSON at the end. It takes hours: FM_HONESTY_KEEP names a
 * file to which each search is appended when it is done, so that a bench that was stopped continues, and FM_HONESTY_SECONDS is
 * the time after which no further search begins (0 only prints what is kept). The environment narrows it: FM_HONESTY_PARTS
 * (noise,planted,ended,permuted; beside these gate, the test alone over 1,000 sets of noise of 352 sessions at a horizon of 5, and
 * kills, a search that is killed FM_HONESTY_KILLS (50) times and always has the same report),
 * FM_HONESTY_SEEDS (200; 40 of what is planted), FM_HONESTY_FIRST (1, the first seed, so that seeds can be shared out),
 * FM_HONESTY_FUTURES (10), FM_HONESTY_BUDGET (2000), FM_HONESTY_STOCKS (64; of what is planted 500), FM_HONESTY_SESSIONS (1512;
 * of what is planted 2520), FM_HONESTY_HORIZON (1), FM_HONESTY_COEFFICIENT (0.03).
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

const store = openParts(given('KEEP'));
const seconds = numberOf('SECONDS', Infinity);
const timeLeft = (): boolean => performance.now() < 1000 * seconds;

/** @param settings - everything that decides an outcome besides the seed */
function repeated<Outcome>(
  part: string,
  settings: object,
  seeds: number,
  search: (seed: number) => Promise<Outcome>,
): Promise<Collected<Outcome>> {
  const cell = JSON.stringify({ part, revision: searchRevision, ...settings });
  const onSearch = (seed: number, outcome: unknown): void => {
    process.stderr.write(`${part} ${seed} ${JSON.stringify(outcome)}\n`);
  };
  return collect(store, { ...{ cell, seeds, timeLeft, onSearch }, first: numberOf('FIRST', 1) }, search);
}

function countsOf({ outcomes, wanted, searched, processorSeconds }: Collected<unknown>) {
  return { searches: outcomes.length, wanted, searched, processorSeconds };
}

function ofNoise(found: Collected<NoiseOutcome>) {
  const { outcomes } = found;
  const count = (name: keyof NoiseOutcome): number => outcomes.filter((outcome) => outcome[name]).length;
  const declared = count('declared');
  return {
    ...{ ...countsOf(found), declared },
    declaredInterval: binomialInterval(declared, outcomes.length),
    ...{ naive: count('naive'), anyAboveThree: count('anyAboveThree') },
  };
}

/** The share of continuations that declare, with its error over searches: those of one search share their finalists. */
function ofFutures(outcomes: readonly NoiseFutures[]) {
  const shares = Float64Array.from(outcomes, ({ futures, declaredInFutures }) => declaredInFutures / futures);
  return {
    futures: outcomes.reduce((sum, { futures }) => sum + futures, 0),
    declaredInFutures: outcomes.reduce((sum, { declaredInFutures }) => sum + declaredInFutures, 0),
    share: mean(shares),
    standardError: standardDeviation(shares) / Math.sqrt(shares.length),
  };
}

async function noise() {
  const futures = numberOf('FUTURES', 10);
  const size = sizeOf(64, 1512);
  const found = await repeated('noise', { ...size, futures }, numberOf('SEEDS', 200), (seed) =>
    searchNoise(seed, size, futures),
  );
  return { ...ofNoise(found), ...(futures === 0 ? {} : ofFutures(found.outcomes)) };
}

type PlantedSeed = PlantedOutcome & { readonly formula: string };

function ofPlanted(found: Collected<PlantedSeed>) {
  const tally = (outcomes: readonly PlantedSeed[]) => ({
    searches: outcomes.length,
    found: outcomes.filter((outcome) => outcome.found).length,
    declared: outcomes.filter(({ survivors }) => survivors > 0).length,
  });
  const byFormula = plantedKinds.map((formula) => ({
    formula,
    ...tally(found.outcomes.filter((outcome) => outcome.formula === formula)),
  }));
  return { ...countsOf(found), ...tally(found.outcomes), byFormula };
}

async function ofPermuted() {
  if (whyNoRealMarket !== undefined) return { skipped: whyNoRealMarket };
  const market = await readRealMarket();
  const size = sizeOf(market.symbols.length, market.sessions.length);
  const settings = { ...size, data: market.dataVersion };
  const search = (seed: number) => searchPermuted(market, seed, size);
  return ofNoise(await repeated('permuted', settings, numberOf('SEEDS', 200), search));
}

async function planted(ends: boolean) {
  const [size, coefficient] = [sizeOf(500, 2520), numberOf('COEFFICIENT', 0.03)];
  const settings = { ...size, coefficient, formulas: plantedKinds };
  const search = async (seed: number): Promise<PlantedSeed> => {
    const formula = plantedKinds[seed % plantedKinds.length] as string;
    return { formula, ...(await searchPlanted(seed, size, { formula, coefficient }, ends)) };
  };
  return ofPlanted(await repeated(ends ? 'ended' : 'planted', settings, numberOf('SEEDS', 40), search));
}

/** Only the test of the gate, over series of noise that overlap as coefficients do. */
function gate(): Promise<object> {
  const [sets, sessions, horizon] = [numberOf('SEEDS', 1000), numberOf('SESSIONS', 352), numberOf('HORIZON', 5)];
  const declared = Array.from({ length: sets }, (_, k) =>
    gateOverNoise(numberOf('FIRST', 1) + k, sessions, horizon),
  ).filter(Boolean).length;
  return Promise.resolve({ sets, sessions, horizon, declared, declaredInterval: binomialInterval(declared, sets) });
}

/** The same search, killed again and again: one report. */
function kills(): Promise<object> {
  return killSearches(numberOf('KILLS', 50), numberOf('FIRST', 1));
}

const parts: Readonly<Record<string, () => Promise<object>>> = {
  gate,
  kills,
  noise,
  planted: () => planted(false),
  ended: () => planted(true),
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
