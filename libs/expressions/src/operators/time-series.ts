import { lagOperators } from './time-series/lags.ts';
import { momentOperators } from './time-series/moments.ts';
import { orderOperators } from './time-series/order.ts';
import { pairOperators } from './time-series/pairs.ts';
import { searchOperators } from './time-series/searches.ts';
import { trendOperators } from './time-series/trends.ts';
import { weightOperators } from './time-series/weights.ts';
import type { Operator } from './operator.ts';

/** Operators over the past of one stock. */
export const timeSeriesOperators: readonly Operator[] = [
  ...lagOperators,
  ...momentOperators,
  ...orderOperators,
  ...weightOperators,
  ...trendOperators,
  ...pairOperators,
  ...searchOperators,
];
