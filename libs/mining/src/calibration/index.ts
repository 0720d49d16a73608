export { returnKinds } from './invented-returns.ts';
export { signalKinds } from './invented-signals.ts';
export { powerOf, type Power } from './power.ts';
export { rejectionsOf, type Rejections, type Setting } from './rejections.ts';
export { worthlessCombinations } from './worthless-combinations.ts';
export { worthlessRuns, type WorthlessRuns } from './worthless-runs.ts';
