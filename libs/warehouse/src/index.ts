export * from './contract.ts';
export * from './tables.ts';
