export * from './cidr.ts';
export * from './errors.ts';
export * from './settings.ts';
export * from './table.ts';
export * from './state-place.ts';
