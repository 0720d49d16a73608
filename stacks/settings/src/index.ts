export * from './cidr.ts';
export * from './errors.ts';
export * from './settings.ts';
export * from './table.ts';
export { djia30 } from '@fm/platform/universe';
export * from './state-place.ts';
