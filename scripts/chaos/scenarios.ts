import { openSync, closeSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runChild, said, type Ended } from './child.ts';
import type { Random } from './random.ts';
import type { RunState, Stage } from './stage.ts';

/** What was done to a run, and what it said. */
export interface Trial {
  kills: number;
  outages: number;
  fullDisks: number;
  /** Deliveries that were refused or failed and were made good later. */
  refused: number;
  /** Times that it ended without its results, with a reason or killed, and was continued. */
  resumed: number;
  /** What must not be: empty when all is well. */
  readonly violations: string[];
}

export type Scenario = (stage: Stage, random: Random, trial: Trial) => Promise<void>;

/** Whether the state is whole and right; says so when it calls itself succeeded and is not. */
function isWhole(state: RunState, stage: Stage, trial: Trial): boolean {
  const same = JSON.stringify(state.hashes) === JSON.stringify(stage.expected);
  if (state.status === 'succeeded' && !same) trial.violations.push('succeeded with other results');
  return state.status === 'succeeded' && same;
}

/** A process that ended without success and was not killed must say why, and so must the record of a failed run. */
function checkReason(ended: Ended, state: RunState, trial: Trial): void {
  if (
    !ended.killed &&
    ended.status !== 0 &&
    (said(ended, 'failed') ?? '') === '' &&
    !ended.lines.some((line) => line.startsWith('refused'))
  ) {
    trial.violations.push(`ended with ${ended.status} and no reason`);
  }
  if (state.status === 'failed' && state.error === '') trial.violations.push('failed without a reason');
  if (ended.status === 0 && state.status !== 'succeeded') trial.violations.push(`exit status 0, but ${state.status}`);
}

/** A last run without faults must find everything in order, or put it in order. */
async function settle(stage: Stage, random: Random, trial: Trial): Promise<void> {
  await stage.proxy.mend();
  if (isWhole(await stage.state(), stage, trial)) return;
  trial.resumed++;
  const calm = await stage.mine({}, cutOf(random));
  const state = await stage.state();
  checkReason(calm, state, trial);
  if (!isWhole(state, stage, trial))
    trial.violations.push(`a calm run left it ${state.status}: ${said(calm, 'failed')}`);
}

function cutOf(random: Random): [number, number, number] {
  return [random.pick([1, 2, 3]), random.pick([1, 2, 3]), 1];
}

/** The main process is killed up to three times, each time somewhere in its work. */
export const mainKilled: Scenario = async (stage, random, trial) => {
  const rounds = 1 + random.below(3);
  for (let round = 0; round < rounds; round++) {
    const killAfter = random.between(0, stage.workMilliseconds * 1.1);
    const ended = await stage.mine({ killAfter, killFrom: 'begun' }, cutOf(random));
    if (ended.killed) trial.kills++;
    const state = await stage.state();
    checkReason(ended, state, trial);
    if (isWhole(state, stage, trial)) break;
  }
  await settle(stage, random, trial);
};

/** The server cannot be reached for a while, in one run of eight for longer than a client is patient. */
export const outage: Scenario = async (stage, random, trial) => {
  const running = stage.mine({}, cutOf(random));
  await wait(random.between(0, stage.jobMilliseconds));
  await stage.proxy.cut();
  trial.outages++;
  await wait(random.next() < 1 / 8 ? 25_000 : random.between(50, 4000));
  await stage.proxy.mend();
  const ended = await running;
  const state = await stage.state();
  checkReason(ended, state, trial);
  await settle(stage, random, trial);
};

/** Every slice is delivered at least twice, in any order, to three processes at once, some of which are killed. */
export const slices: Scenario = async (stage, random, trial) => {
  const cut = cutOf(random);
  const begun = await stage.deliver({}, cut, ['begin']);
  const all = ['compute', 'test'].flatMap((name) => Array.from({ length: 3 * 9 }, (_, index) => `${name}:${index}`));
  const some = all.filter((one) => Number(one.split(':')[1]) < 3 * Math.max(1, cut[0] * cut[1]));
  const wild = [0, 1, 2].map(async (worker) => {
    const order = random.shuffled([...some, 'finish']);
    const share = order.slice(0, Math.ceil(order.length * (worker === 0 ? 1 : 0.7)));
    const killAfter = random.next() < 0.5 ? random.between(0, stage.workMilliseconds * 1.5) : undefined;
    return stage.deliver({ ...(killAfter === undefined ? {} : { killAfter, killFrom: 'begun' }) }, cut, share);
  });
  for (const ended of [begun, ...(await Promise.all(wild))]) {
    if (ended.killed) trial.kills++;
    trial.refused += ended.lines.filter((line) => line.startsWith('refused')).length;
  }
  isWhole(await stage.state(), stage, trial);
  const ended = await stage.deliver({}, cut, [...some, 'finish']);
  const state = await stage.state();
  if (!isWhole(state, stage, trial)) {
    trial.violations.push(`every slice delivered, but ${state.status}: ${ended.lines.join(' | ').slice(0, 500)}`);
  }
};

/** The workflow, whose jobs are killed in a third of their attempts, and in a third of the runs its main process too. */
export const workflow: Scenario = async (stage, random, trial) => {
  const kills = { seed: random.below(1_000_000), share: 0.33, within: stage.jobMilliseconds };
  const folder = join(stage.folder, `workflow-${kills.seed}`);
  const command = [process.execPath, stage.bundles.workflow, stage.bundles.job, folder, String(random.pick([1, 2]))];
  const killAfter = random.next() < 0.33 ? random.between(0, stage.jobMilliseconds * 6) : undefined;
  const ended = await runChild(command, {
    environment: { ...stage.environment(), FM_CHAOS_KILLS: JSON.stringify(kills) },
    ...(killAfter === undefined ? {} : { killAfter, killFrom: 'begun' }),
  });
  if (ended.killed) trial.kills++;
  const state = await stage.state();
  checkReason(ended, state, trial);
  // The jobs of a killed main process go on for a moment: the calm run that follows works beside them.
  await settle(stage, random, trial);
  rmSync(folder, { recursive: true, force: true });
};

/** The disk of the data folder has no space from some moment on, then has some again. */
export const diskFull: Scenario = async (stage, random, trial) => {
  const disk = stage.mountDisk();
  try {
    const environment = { CLICKHOUSE_URL: '', FM_HOME: join(disk, 'home') };
    const running = stage.mine({}, cutOf(random), environment);
    await wait(random.between(0, stage.jobMilliseconds * 1.2));
    const filler = join(disk, 'filler');
    fill(filler, random.below(4) * 65_536);
    trial.fullDisks++;
    const full = await running;
    if (full.status !== 0 && (said(full, 'failed') ?? '') === '') trial.violations.push('full disk without a reason');
    rmSync(filler);
    const seen = await stage.mine({}, cutOf(random), environment);
    const state = JSON.parse(said(seen, 'state') ?? '{"status":"none","error":"","hashes":{}}') as RunState;
    if (full.status !== 0) trial.resumed++;
    if (!isWhole(state, stage, trial))
      trial.violations.push(`after the full disk ${state.status}: ${said(seen, 'failed')}`);
  } finally {
    stage.unmountDisk();
  }
};

/** Fills the disk of a file, but for some bytes. */
function fill(file: string, left: number): void {
  const { bavail, bsize } = statfsSync(join(file, '..'));
  const block = Buffer.alloc(1 << 20);
  const handle = openSync(file, 'w');
  try {
    for (let rest = bavail * bsize - left; rest > 0; rest -= block.length)
      writeSync(handle, block, 0, Math.min(rest, block.length));
  } catch {
    // The run took the space first: the disk is full, as it should be.
  } finally {
    closeSync(handle);
  }
}
