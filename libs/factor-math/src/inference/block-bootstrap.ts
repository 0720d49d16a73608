import { uniformsAt } from '../random/philox.ts';

/** Which sessions a resample takes: a pure function of its number, so that resamples can be made in any order. */
export type Resampler = (resample: number) => Int32Array;

/** Sessions of the resamples of a stationary bootstrap, and their blocks. */
export interface BlockBootstrap {
  /** Sessions of the series. */
  readonly sessions: number;
  /** Mean length of a block, in sessions, at least 1. */
  readonly meanBlock: number;
  readonly key: readonly [number, number];
}

/**
 * Stationary bootstrap: blocks that begin anywhere and have geometric lengths, over a series whose end is joined to its
 * beginning (Politis and Romano 1994, The Stationary Bootstrap, JASA 89(428)). The numbers are keyed by resample and
 * session, not drawn from a stream.
 */
export function stationaryBootstrap({ sessions, meanBlock, key }: BlockBootstrap): Resampler {
  requireBootstrap(sessions, meanBlock);
  return (resample) => {
    const taken = new Int32Array(sessions);
    const uniform = uniformsAt(key, resample);
    for (let t = 0; t < sessions; t++) {
      const begins = uniform() * meanBlock < 1;
      const start = Math.floor(uniform() * sessions);
      taken[t] = t === 0 || begins ? start : (taken[t - 1] + 1) % sessions;
    }
    return taken;
  };
}

/**
 * Circular block bootstrap: blocks of one length that begin anywhere, over a series whose end is joined to its beginning
 * (Politis and Romano 1992, A Circular Block-Resampling Procedure for Stationary Data).
 */
export function circularBootstrap({ sessions, meanBlock, key }: BlockBootstrap): Resampler {
  requireBootstrap(sessions, meanBlock);
  const length = Math.round(meanBlock);
  return (resample) => {
    const taken = new Int32Array(sessions);
    const uniform = uniformsAt(key, resample);
    let start = 0;
    for (let t = 0; t < sessions; t++) {
      if (t % length === 0) start = Math.floor(uniform() * sessions);
      taken[t] = (start + (t % length)) % sessions;
    }
    return taken;
  };
}

function requireBootstrap(sessions: number, meanBlock: number): void {
  if (!(sessions >= 1 && meanBlock >= 1))
    throw new RangeError(`a bootstrap needs sessions and blocks of at least 1, not ${sessions} and ${meanBlock}`);
}
