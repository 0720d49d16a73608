export * from './config.ts';
export { tableContentHash } from './content-hash.ts';
export * from './ingest-log.ts';
export { openWarehouse } from './open.ts';
export * from './quarantine.ts';
export * from './rows.ts';
