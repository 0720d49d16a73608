export { type FactorBySector, readBySector } from './by-sector.ts';
export type { SectorResult } from './sectors-of-range.ts';
