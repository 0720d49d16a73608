export * from './config.ts';
export { tableContentHash } from './content-hash.ts';
export { asideFolder, damagedParts, describeParts, type DamagedPart } from './home/damaged-parts.ts';
export { setDamagedAside } from './home/open-folder.ts';
export * from './ingest-log.ts';
export { openWarehouse } from './open.ts';
export * from './quarantine.ts';
export * from './replay-file.ts';
export * from './rows.ts';
