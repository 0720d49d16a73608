import type { Program } from './program.ts';
import type { Runner } from './runner.ts';

/** Numbers that the threads of an evaluation share: the next task, how many have ended, and how far each piece is. */
export const counters = { next: 0, ended: 1, failed: 2, delivered: 3, pieces: 4 } as const;

/** Counters for a program, all 0. */
export function newCounters({ pieces }: Program): Int32Array {
  return new Int32Array(new SharedArrayBuffer((counters.pieces + pieces) * 4));
}

const patience = 2000;

/** What a thread does between two looks at whether it may continue. */
export type Idle = () => void;

/**
 * Takes tasks in order until none are left. A task waits for the stages before its own, and for the segment before it of
 * its piece; because tasks are taken in order and each is with a thread that computes it, one of them can always continue.
 *
 * @param blocksAhead - blocks that may be computed before the results of the first of them are taken
 */
export function takeTasks(
  program: Program,
  runner: Runner,
  shared: Int32Array,
  idle: Idle,
  blocksAhead = Infinity,
): void {
  const { preparations, tasks, start, to, rows } = program;
  const perBlock = preparations.length + tasks.length;
  const segments = segmentsOf(program);
  const total = Math.ceil((to - start) / rows) * perBlock;
  for (;;) {
    const number = Atomics.add(shared, counters.next, 1);
    if (number >= total) return;
    const block = Math.floor(number / perBlock);
    const inBlock = number - block * perBlock;
    if (inBlock < preparations.length) {
      const delivered = block + 1 - blocksAhead;
      if (!reached(shared, counters.ended, block * perBlock, idle)) return;
      if (delivered > 0 && !reached(shared, counters.delivered, delivered, idle)) return;
      runner.prepare(preparations[inBlock]!, block);
    } else {
      const task = tasks[inBlock - preparations.length]!;
      const piece = counters.pieces + task.piece;
      if (!reached(shared, counters.ended, block * perBlock + task.after, idle)) return;
      if (!reached(shared, piece, block * segments[task.piece]! + task.segment, idle)) return;
      runner.run(task, block);
      Atomics.add(shared, piece, 1);
      Atomics.notify(shared, piece);
    }
    Atomics.add(shared, counters.ended, 1);
    Atomics.notify(shared, counters.ended);
  }
}

function segmentsOf({ tasks, pieces }: Program): Int32Array {
  const segments = new Int32Array(pieces);
  for (const { piece } of tasks) segments[piece]!++;
  return segments;
}

/** Waits until a counter has reached a value; false where a thread has failed meanwhile. */
export function reached(shared: Int32Array, counter: number, value: number, idle: Idle): boolean {
  for (let look = 0; ; look++) {
    const now = Atomics.load(shared, counter);
    if (now >= value) return true;
    if (Atomics.load(shared, counters.failed) !== 0) return false;
    if (look < patience) continue;
    idle();
    Atomics.wait(shared, counter, now, 1);
  }
}
