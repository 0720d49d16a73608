export { bySector, type FactorBySector, readBySector, sectorsOrWhy } from './by-sector.ts';
export type { FactorSectors } from './read-sectors.ts';
export type { SectorResult } from './sectors-of-range.ts';
