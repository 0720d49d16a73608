export { searchRevision } from '../discover.ts';
export * from './experiments.ts';
export { gateOverNoise } from './gate-over-noise.ts';
export { plantedKinds } from './planted-kinds.ts';
