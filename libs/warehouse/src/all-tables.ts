import type { TableContract } from './contract.ts';
import * as core from './tables.ts';

/** Every table contract; a test holds each against what the database says after the migrations. */
export const allTables: readonly TableContract[] = Object.values(core);
