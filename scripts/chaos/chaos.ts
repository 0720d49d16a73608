import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from './random.ts';
import { diskFull, mainKilled, outage, slices, workflow, type Scenario, type Trial } from './scenarios.ts';
import { Stage } from './stage.ts';

/** Scenarios by name, with their share of the runs in twentieths. */
const scenarios: Readonly<Record<string, { readonly run: Scenario; readonly share: number }>> = {
  mainKilled: { run: mainKilled, share: 7 },
  slices: { run: slices, share: 6 },
  outage: { run: outage, share: 3 },
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
  /** Names of scenarios. @default all that the machine allows, in their shares */
  readonly only?: readonly string[];
  readonly onRun?: (line: string) => void;
}

/** Runs the harness; every run depends on the seed and its number, as far as time on a machine can. */
export async function runChaos({ runs, seed, only, onRun }: ChaosOptions): Promise<ChaosReport> {
  const begun = performance.now();
  const left = mayMount() ? [] : ['diskFull: this user may not mount a small disk'];
  const names = Object.entries(scenarios)
    .filter(([name]) => (only?.includes(name) ?? true) && (name !== 'diskFull' || left.length === 0))
    .flatMap(([name, { share }]) => Array.from({ length: only === undefined ? share : 1 }, () => name));
  const order = new Random(seed).shuffled(names);
  const byScenario: Record<string, number> = {};
  const sum = { kills: 0, outages: 0, fullDisks: 0, refused: 0, resumed: 0 };
  const violations: string[] = [];
  const stage = await Stage.open();
  try {
    for (let run = 0; run < runs; run++) {
      const name = order[run % order.length] as string;
      const trial: Trial = { kills: 0, outages: 0, fullDisks: 0, refused: 0, resumed: 0, violations: [] };
      await stage.clear();
      await (scenarios[name] as { readonly run: Scenario }).run(stage, new Random(seed * 1_000_003 + run), trial);
      byScenario[name] = (byScenario[name] ?? 0) + 1;
      for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += trial[key];
      violations.push(...trial.violations.map((what) => `run ${run} (${name}, seed ${seed}): ${what}`));
      onRun?.(
        `${run + 1}/${runs} ${name}: kills ${trial.kills}, outages ${trial.outages}, full disks ${trial.fullDisks}, refused ${trial.refused}, resumed ${trial.resumed}${trial.violations.length === 0 ? '' : `, VIOLATIONS ${trial.violations.join('; ')}`}`,
      );
    }
  } finally {
    await stage.close();
  }
  return { seed, runs, byScenario, ...sum, seconds: (performance.now() - begun) / 1000, left, violations };
}

/** Whether this user may mount a file system in memory. */
function mayMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'fm-mount-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
  if (mounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
  return mounted;
}
