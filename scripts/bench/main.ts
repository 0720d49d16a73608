import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { classic } from './classic.ts';
import { functions } from './lambdas.ts';
import { manyFiles } from './many-files.ts';
import { reports } from './pdf-text.ts';
import { costOf } from './processes.ts';
import { realPrices } from './real-prices.ts';

const peers =
  process.env['FM_BENCH_PEERS'] ?? join(fileURLToPath(new URL('../../', import.meta.url)), '../shared/bench/peers.py');

/** Seconds of the same jobs with what a researcher would otherwise use, taken in the same sitting. */
function peerSeconds(jobs: readonly string[]): Record<string, Record<string, number>> {
  if (!existsSync(peers)) return {};
  const run = spawnSync('/usr/bin/python3', [peers, ...jobs], { encoding: 'utf8' });
  if (run.status !== 0) {
    process.stderr.write(
      `the peers did not run (Debian: apt-get install python3-statsmodels python3-bottleneck python3-numba): ${run.stderr}\n`,
    );
    return {};
  }
  return JSON.parse(run.stdout) as Record<string, Record<string, number>>;
}

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The object that another benchmark prints. */
async function printedBy(name: string, ...args: string[]): Promise<object> {
  return JSON.parse((await costOf(process.execPath, [script(name), ...args], {})).output) as object;
}

/** The same of one that takes hours: what it says as it goes is shown. */
function watched(name: string, ...args: string[]): object {
  const run = spawnSync(process.execPath, [script(name), ...args], {
    ...{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
    maxBuffer: 2 ** 28,
  });
  if (run.status !== 0) process.exit(run.status ?? 1);
  return JSON.parse(run.stdout) as object;
}

function classicBesidePeers(): Record<string, unknown> {
  const seconds = classic();
  const others = peerSeconds(['classic'])['classic'] ?? {};
  const timesFaster = Object.fromEntries(Object.entries(others).map(([peer, taken]) => [peer, taken / seconds]));
  return { seconds, peers: others, timesFaster };
}

const given = process.argv.slice(2);
const firstOption = given.findIndex((argument) => argument.startsWith('--'));
const wanted = firstOption === -1 ? given : given.slice(0, firstOption);
const options = firstOption === -1 ? [] : given.slice(firstOption);

/*
 * npm run bench [-- PART...]: every part, or those named, as one JSON object. Options after `calibration` are its own.
 */
const parts: Readonly<Record<string, () => Promise<object>>> = {
  math: () => printedBy('math-main.ts'),
  classic: () => Promise.resolve({ classic: classicBesidePeers() }),
  realPrices: async () => ({ realPrices: await realPrices() }),
  manyFiles: async () => ({ manyFiles: await manyFiles() }),
  mining: async () => ({ mining: await printedBy('mining/main.ts', 'end-to-end') }),
  jobs: async () => ({ jobs: await printedBy('mining/main.ts', 'jobs') }),
  slices: async () => ({ slices: await printedBy('slices/main.ts') }),
  curves: async () => ({ curves: await printedBy('mining/main.ts', 'curves') }),
  planning: async () => ({ planning: await printedBy('planning.ts') }),
  dashboard: async () => ({ dashboard: await printedBy('dashboard.ts') }),
  book: async () => ({ book: await printedBy('book.ts') }),
  filings: async () => ({ filings: await printedBy('sec-filing.ts') }),
  reports: async () => ({ reports: await reports() }),
  formulas: async () => ({ formulas: await printedBy('formulas/main.ts') }),
  looks: async () => ({ looks: await printedBy('formulas/looks.ts') }),
  calibration: () => Promise.resolve({ calibration: watched('calibration/main.ts', ...options) }),
  discovery: async () => ({ discovery: await printedBy('discovery-speed.ts') }),
  'discovery-honesty': () => Promise.resolve({ honesty: watched('discovery-honesty.ts') }),
  functions: async () => ({ functions: await functions() }),
};

const named = ['calibration', 'discovery-honesty'];
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  process.stderr.write(`unknown part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}\n`);
  process.exit(2);
}
const report = {};
if (options.length > 0 && wanted.join() !== 'calibration') {
  process.stderr.write(`only calibration takes options, not ${options.join(' ')}\n`);
  process.exit(2);
}
for (const [name, run] of Object.entries(parts)) {
  // What takes hours runs only when it is named.
  if (wanted.includes(name) || (wanted.length === 0 && !named.includes(name))) Object.assign(report, await run());
}
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
