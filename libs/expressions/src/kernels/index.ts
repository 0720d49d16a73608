import { sessionMoments } from './cross-section/moments.ts';
import { sessionOrder } from './cross-section/order.ts';
import { sessionRegressions } from './cross-section/regressions.ts';
import { arithmetic } from './element-wise/arithmetic.ts';
import { conditions } from './element-wise/conditions.ts';
import { rounding } from './element-wise/round-bits.ts';
import { delivery } from './element-wise/delivery.ts';
import { group } from './group/group.ts';
import { state } from './state/trade-when.ts';
import { lags } from './time-series/lags.ts';
import { moments } from './time-series/moments.ts';
import { order } from './time-series/order.ts';
import { pairs } from './time-series/pairs.ts';
import { searches } from './time-series/searches.ts';
import { trends } from './time-series/trends.ts';
import { weights } from './time-series/weights.ts';
import type { KernelEntry } from './work.ts';

/** Kernels that no formula names: the engine puts them in. */
export const internalKernels: ReadonlyMap<string, KernelEntry> = new Map(Object.entries({ ...rounding, ...delivery }));

/** The kernel of every operator that is computed, by canonical name. */
export const kernels: ReadonlyMap<string, KernelEntry> = new Map(
  [
    arithmetic,
    conditions,
    lags,
    moments,
    order,
    weights,
    trends,
    pairs,
    searches,
    state,
    sessionMoments,
    sessionOrder,
    sessionRegressions,
    group,
  ].flatMap((family) => Object.entries(family)),
);
