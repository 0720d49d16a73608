import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from './random.ts';
import { bundleProcesses } from './bundle.ts';
import { diskFull, holderKilled } from './folder-scenarios.ts';
import { mainKilled, outage, slices, threadsKilled, workflow } from './scenarios.ts';
import { Stage } from './stage.ts';
import type { Scenario, Trial } from './trial.ts';

/** Scenarios by name, with their share of the runs in twentieths. */
const scenarios: Readonly<Record<string, { readonly run: Scenario; readonly share: number }>> = {
  mainKilled: { run: mainKilled, share: 4 },
  threadsKilled: { run: threadsKilled, share: 3 },
  holderKilled: { run: holderKilled, share: 3 },
  slices: { run: slices, share: 4 },
  outage: { run: outage, share: 2 },
  workflow: { run: workflow, share: 2 },
  diskFull: { run: diskFull, share: 2 },
};

/** What the runs of the harness came to. */
export interface ChaosReport {
  readonly seed: number;
  readonly runs: number;
  readonly byScenario: Readonly<Record<string, number>>;
  readonly kills: number;
  readonly outages: number;
  readonly fullDisks: number;
  readonly refused: number;
  readonly resumed: number;
  readonly seconds: number;
  /** Scenarios that this machine does not allow, with why. */
  readonly left: readonly string[];
  readonly violations: readonly string[];
}

export interface ChaosOptions {
  readonly runs: number;
  readonly seed: number;
  /** Runs at once, each lane with a server and folders of its own. @default 1 */
  readonly lanes?: number;
  /** Names of scenarios. @default all that the machine allows, in their shares */
  readonly only?: readonly string[];
  readonly onRun?: (line: string) => void;
}

/** Runs the harness; every run depends on the seed and its number, as far as time on a machine can. */
export async function runChaos({ runs, seed, lanes = 1, only, onRun }: ChaosOptions): Promise<ChaosReport> {
  const begun = performance.now();
  const left = mayMount() ? [] : ['diskFull: this user may not mount a small disk'];
  const names = Object.entries(scenarios)
    .filter(([name]) => (only?.includes(name) ?? true) && (name !== 'diskFull' || left.length === 0))
    .flatMap(([name, { share }]) => Array.from({ length: only === undefined ? share : 1 }, () => name));
  const order = new Random(seed).shuffled(names);
  const byScenario: Record<string, number> = {};
  const sum = { kills: 0, outages: 0, fullDisks: 0, refused: 0, resumed: 0 };
  const violations: string[] = [];
  const bundles = await bundleProcesses();
  const numbers = Array.from({ length: runs }, (_, run) => run).values();
  const lane = async (): Promise<void> => {
    const stage = await Stage.open(bundles);
    try {
      for (const run of numbers) {
        const name = order[run % order.length] as string;
        const begins = performance.now();
        const trial: Trial = { kills: 0, outages: 0, fullDisks: 0, refused: 0, resumed: 0, violations: [] };
        await stage.clear();
        await (scenarios[name] as { readonly run: Scenario }).run(stage, new Random(seed * 1_000_003 + run), trial);
        byScenario[name] = (byScenario[name] ?? 0) + 1;
        for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += trial[key];
        violations.push(...trial.violations.map((what) => `run ${run} (${name}, seed ${seed}): ${what}`));
        onRun?.(lineOf(`${run + 1}/${runs} ${name}`, (performance.now() - begins) / 1000, trial));
      }
    } finally {
      await stage.close();
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(lanes, runs) }, lane));
  } finally {
    rmSync(bundles.folder, { recursive: true, force: true });
  }
  return { seed, runs, byScenario, ...sum, seconds: (performance.now() - begun) / 1000, left, violations };
}

function lineOf(what: string, seconds: number, trial: Trial): string {
  const { kills, outages, fullDisks, refused, resumed, violations } = trial;
  const faults = `kills ${kills}, outages ${outages}, full disks ${fullDisks}, refused ${refused}, resumed ${resumed}`;
  return `${what}: ${seconds.toFixed(1)} s, ${faults}${violations.length === 0 ? '' : `, VIOLATIONS ${violations.join('; ')}`}`;
}

/** Whether this user may mount a file system in memory. */
function mayMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'fm-mount-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
  if (mounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
  return mounted;
}
