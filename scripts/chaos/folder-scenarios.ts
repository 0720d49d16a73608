import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { said, type Ended } from './child.ts';
import type { Place } from './stage.ts';
import { checkReason, cutOf, isWhole, settle, reportedState, type Scenario } from './trial.ts';

/**
 * The process that holds the engine, and serves it to the others over loopback, is killed in the middle: one that does
 * nothing else, or one of two that mine the same run at the same time. Who is left takes the folder over, or says why not.
 */
export const holderKilled: Scenario = async (stage, random, trial) => {
  const home = stage.copyOfTemplate('held');
  const place: Place = { environment: { CLICKHOUSE_URL: '', FM_HOME: home }, state: reportedState };
  const killAfter = random.between(0, stage.jobMilliseconds * 1.2);
  if (random.next() < 0.5) {
    const holder = await stage.hold(home);
    const running = stage.mine(cutOf(random), { environment: place.environment });
    await wait(killAfter);
    holder.kill('SIGKILL');
    trial.kills++;
    const last = await running;
    checkReason(last, await place.state(last), trial);
    await settle(stage, random, trial, place, last);
  } else {
    const first = stage.mine(cutOf(random), { environment: place.environment, killAfter, killFrom: 'begun' });
    const other = stage.mine(cutOf(random), { environment: place.environment });
    const [killed, last] = await Promise.all([first, other]);
    if (killed.killed) trial.kills++;
    for (const ended of [killed, last]) checkReason(ended, await place.state(ended), trial);
    isWhole(await place.state(killed), stage, trial);
    await settle(stage, random, trial, place, last);
  }
  rmSync(home, { recursive: true, force: true });
};

/**
 * A small disk has no space from some moment on, then has some again: that of the data folder with the engine in it, or
 * in one run of three that of the workflow's objects and logs.
 */
export const diskFull: Scenario = async (stage, random, trial) => {
  const disk = stage.mountDisk();
  try {
    const ofObjects = random.next() < 1 / 3;
    const home = ofObjects ? undefined : stage.copyOfTemplate('disk/home');
    const place: Place =
      home === undefined
        ? stage.served()
        : { environment: { CLICKHOUSE_URL: '', FM_HOME: home }, state: reportedState };
    const running = ofObjects
      ? stage.workflow(join(disk, 'objects'), random.pick([1, 2]), { environment: place.environment })
      : stage.mine(cutOf(random), { environment: place.environment });
    await wait(random.between(0, stage.jobMilliseconds * (ofObjects ? 6 : 1.2)));
    const filler = join(disk, 'filler');
    fill(filler, random.below(4) * (ofObjects ? 1024 : 65_536));
    trial.fullDisks++;
    const full: Ended = await running;
    if (full.status !== 0 && (said(full, 'failed') ?? '') === '') trial.violations.push('full disk without a reason');
    if (full.status === 0) isWhole(await place.state(full), stage, trial);
    rmSync(filler);
    await settle(stage, random, trial, place, full);
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
