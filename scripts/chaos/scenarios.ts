import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Ended } from './child.ts';
import { checkReason, cutOf, isWhole, settle, type Scenario } from './trial.ts';

/** The main process is killed up to three times, each time somewhere in its work. */
export const mainKilled: Scenario = async (stage, random, trial) => {
  const place = stage.served();
  const rounds = 1 + random.below(3);
  let last: Ended | undefined;
  for (let round = 0; round < rounds; round++) {
    const killAfter = random.between(0, stage.workMilliseconds * 1.1);
    last = await stage.mine(cutOf(random), { killAfter, killFrom: 'begun' });
    if (last.killed) trial.kills++;
    const state = await place.state(last);
    checkReason(last, state, trial);
    if (isWhole(state, stage, trial)) break;
  }
  await settle(stage, random, trial, place, last as Ended);
};

/** Worker threads of `--jobs` are ended somewhere in their work, or between two slices. */
export const threadsKilled: Scenario = async (stage, random, trial) => {
  const place = stage.served();
  const [threads, segments] = cutOf(random);
  const jobs = random.pick([2, 2, 3, 4]);
  const ended = Array.from({ length: 1 + random.below(jobs) }, () => random.between(0, stage.workMilliseconds * 1.2));
  const environment = { ...place.environment, FM_CHAOS_THREADS: ended.map(Math.round).join() };
  const last = await stage.mine([threads, segments, jobs], { environment });
  trial.kills += last.lines.filter((line) => line === 'killed a thread').length;
  checkReason(last, await place.state(last), trial);
  await settle(stage, random, trial, place, last);
};

/** The server cannot be reached for a while, in one run of eight for longer than a client is patient. */
export const outage: Scenario = async (stage, random, trial) => {
  const place = stage.served();
  const running = stage.mine(cutOf(random), {});
  await wait(random.between(0, stage.jobMilliseconds));
  await stage.proxy.cut();
  trial.outages++;
  await wait(random.next() < 1 / 8 ? 25_000 : random.between(50, 4000));
  await stage.proxy.mend();
  const last = await running;
  checkReason(last, await place.state(last), trial);
  await settle(stage, random, trial, place, last);
};

/**
 * The run is begun and every slice delivered at least twice, in any order, to three processes at once, some of which are
 * killed; one delivery is of a place behind the last slice.
 */
export const slices: Scenario = async (stage, random, trial) => {
  const place = stage.served();
  const cut = cutOf(random);
  const begun = await stage.deliver({}, cut, ['begin']);
  const all = stage.deliveriesOf(cut);
  const wild = [0, 1, 2].map(async (worker) => {
    const order = random.shuffled([...all, 'finish', 'begin']);
    const share = order.slice(0, Math.ceil(order.length * (worker === 0 ? 1 : 0.7)));
    const killAfter = random.next() < 0.5 ? random.between(0, stage.workMilliseconds * 1.5) : undefined;
    return stage.deliver(killAfter === undefined ? {} : { killAfter, killFrom: 'begun' }, cut, share);
  });
  for (const ended of [begun, ...(await Promise.all(wild))]) {
    if (ended.killed) trial.kills++;
    trial.refused += ended.lines.filter((line) => line.startsWith('refused')).length;
    isWhole(await place.state(ended), stage, trial);
  }
  const last = await stage.deliver({}, cut, [...all, 'finish']);
  const state = await place.state(last);
  if (!isWhole(state, stage, trial)) {
    trial.violations.push(`every slice delivered, but ${state.status}: ${last.lines.join(' | ').slice(0, 500)}`);
  }
};

/**
 * The workflow: a third of its jobs' attempts are killed or asked to end, in a third of the runs its main process is killed
 * too, and in a fifth it is started twice at the same moment.
 */
export const workflow: Scenario = async (stage, random, trial) => {
  const place = stage.served();
  const folder = join(stage.folder, 'workflow');
  const file = join(stage.folder, 'killed-jobs');
  writeFileSync(file, '');
  const setting = { seed: random.below(1_000_000), share: 0.33, within: stage.jobMilliseconds / 2, file };
  const environment = { ...place.environment, FM_CHAOS_KILLS: JSON.stringify(setting) };
  const killAfter = random.next() < 0.33 ? random.between(0, stage.jobMilliseconds * 6) : undefined;
  const once = stage.workflow(folder, random.pick([1, 2]), {
    environment,
    ...(killAfter === undefined ? {} : { killAfter, killFrom: 'begun' }),
  });
  const twice = random.next() < 0.2 ? [stage.workflow(folder, random.pick([1, 2]), { environment })] : [];
  let last = await once;
  for (const ended of [last, ...(await Promise.all(twice))]) {
    if (ended.killed) trial.kills++;
    checkReason(ended, await place.state(ended), trial);
    last = ended;
  }
  trial.kills += readFileSync(file, 'utf8').split('\n').length - 1;
  // The jobs of a killed main process go on for a moment: the calm run that follows works beside them.
  await settle(stage, random, trial, place, last);
  rmSync(folder, { recursive: true, force: true });
};
