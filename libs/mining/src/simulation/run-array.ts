import { arraySize, batchesOfJob } from '../slices/array-job.ts';
import type { BatchList } from '../slices/slice.ts';
import { EventQueue } from './event-queue.ts';
import type { ArrayOutcome, Fleet } from './fleet.ts';
import { seededRandom } from './random.ts';

interface Attempt {
  readonly job: number;
  readonly spot: boolean;
  readonly seconds: number;
  readonly interrupted: boolean;
  readonly failed: boolean;
}

/**
 * Runs an array of jobs the way AWS Batch does, as a simulation of discrete events: jobs start in order as capacity and
 * the rate of starts allow, on Spot while it has room and on demand otherwise; an interruption ends an attempt, and the
 * next one continues after the finished slices; the array ends with its last job.
 *
 * @param shares - places of the slices that each job does, see {@link sharesOf}
 * @param secondsOf - what a slice takes on an ordinary task
 */
export function runArray(
  shares: readonly (readonly number[])[],
  secondsOf: (place: number) => number,
  fleet: Fleet,
): ArrayOutcome {
  const random = seededRandom(fleet.seed);
  const waiting = shares.map((_, job) => job);
  const done = new Uint8Array(shares.reduce((sum, { length }) => sum + length, 0));
  const tried = new Uint8Array(shares.length);
  const events = new EventQueue<Attempt>();
  const free = { spot: fleet.spotJobs, onDemand: fleet.onDemandJobs };
  const failedJobs: number[] = [];
  const total = { spot: 0, onDemand: 0, attempts: 0, interruptions: 0, begun: 0 };
  let nextStart = 0;
  let wallSeconds = 0;
  let next = 0;

  const start = (now: number): void => {
    while (next < waiting.length && free.spot + free.onDemand > 0) {
      const job = waiting[next++] as number;
      const spot = free.spot > 0;
      if (spot) free.spot--;
      else free.onDemand--;
      nextStart = Math.max(nextStart, now);
      const attempt = tryJob(job, spot);
      events.push(nextStart + attempt.seconds, attempt);
      nextStart += 1 / fleet.startsPerSecond;
    }
  };

  const tryJob = (job: number, spot: boolean): Attempt => {
    tried[job] = (tried[job] as number) + 1;
    total.attempts++;
    const slow = random() < fleet.stragglers ? slowness(random(), fleet.slowestTimes) : 1;
    const lifetime = spot ? -Math.log(1 - random()) * (3600 / fleet.interruptionsPerHour) : Infinity;
    const end = Math.min(lifetime, fleet.attemptSeconds);
    let seconds = fleet.startSeconds;
    for (const place of shares[job] as readonly number[]) {
      if (done[place] !== 0) continue;
      if (seconds >= end) break;
      total.begun++;
      seconds += secondsOf(place) * slow;
      if (seconds <= end) done[place] = (done[place] as number) + 1;
    }
    const cut = seconds > end;
    return {
      job,
      spot,
      seconds: Math.min(seconds, end),
      interrupted: cut && lifetime <= fleet.attemptSeconds,
      failed: cut && (lifetime > fleet.attemptSeconds || tried[job] >= fleet.attempts),
    };
  };

  start(0);
  for (let event = events.pop(); event !== undefined; event = events.pop()) {
    const { job, spot, seconds, interrupted, failed } = event.value;
    wallSeconds = event.at;
    if (spot) free.spot++;
    else free.onDemand++;
    total[spot ? 'spot' : 'onDemand'] += seconds;
    if (interrupted) total.interruptions++;
    if (failed) failedJobs.push(job);
    else if (interrupted) waiting.push(job);
    start(event.at);
  }
  return {
    wallSeconds,
    spotSeconds: total.spot,
    onDemandSeconds: total.onDemand,
    attempts: total.attempts,
    interruptions: total.interruptions,
    done,
    begun: total.begun,
    failedJobs,
  };
}

/** The slices that each job of the array over some batches does, by their places in the stage. */
export function sharesOf(batches: BatchList): number[][] {
  return Array.from({ length: arraySize(batches.length) }, (_, job) =>
    [...batchesOfJob(batches.length, job)].flatMap((place) => batches.at(place).slices.map(({ index }) => index)),
  );
}

/** A quantile of the Pareto distribution with least value 1 and exponent 1.5. */
function slowness(uniform: number, most: number): number {
  return Math.min(most, (1 - uniform) ** (-1 / 1.5));
}
