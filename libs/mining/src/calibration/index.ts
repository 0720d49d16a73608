export { returnKinds, type ReturnKind } from './invented-returns.ts';
export { signalKinds, type SignalKind } from './invented-signals.ts';
export { powerOf, type Power } from './power.ts';
export { rejectionsOf, type Rejections, type Setting } from './rejections.ts';
export { worthlessCombinations, type WorthlessCombinations } from './worthless-combinations.ts';
export { worthlessRuns, type WorthlessRuns } from './worthless-runs.ts';
