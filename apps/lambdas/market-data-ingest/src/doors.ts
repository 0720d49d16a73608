import { basename } from 'node:path';
import { readFile } from 'node:fs/promises';
import { formulasOfText } from '@fm/factors';
import {
  ingestActions,
  ingestDelistings,
  ingestGroups,
  ingestPrices,
  ingestRiskFree,
  ingestShortInterest,
  ingestValues,
} from '@fm/market-data';
import type { ObjectStore } from '@fm/object-store';
import { systemClock } from '@fm/platform';
import { ingestKnownReturns } from '@fm/portfolio/known';
import { keepFactor } from '@fm/results/kept';
import type { Warehouse } from '@fm/warehouse';

/** A file that came through a door, in a folder of this machine. */
export interface GivenFile {
  readonly warehouse: Warehouse;
  readonly objectStore: ObjectStore;
  /** Where the file lies; its last parts are those of the key. */
  readonly path: string;
  /** Folders of the key between the kind and the file. */
  readonly folders: readonly string[];
  /** The key of the object. */
  readonly key: string;
}

/** What came of a file: lines of rows, or formulas. */
export interface Ingested {
  readonly read: number;
  readonly new: number;
  readonly unchanged: number;
  readonly quarantined: number;
  /** What was quarantined, one sentence each. */
  readonly problems?: readonly string[];
}

type Door = (file: GivenFile) => Promise<Ingested>;

/** What each kind of file is loaded by, named as `fm ingest` names it. Each changes nothing when the file comes again. */
export const doors: Readonly<Record<string, Door>> = {
  prices: async ({ warehouse, path }) => {
    const done = await ingestPrices({ warehouse, paths: [path] });
    const { rowsRead, rowsNew, rowsRestated, rowsUnchanged, rowsQuarantined } = done;
    return { read: rowsRead, new: rowsNew + rowsRestated, unchanged: rowsUnchanged, quarantined: rowsQuarantined };
  },
  'risk-free': ({ warehouse, path }) => ingestRiskFree(warehouse, path),
  'corporate-actions': ({ warehouse, path }) => ingestActions({ warehouse, paths: [path] }),
  delistings: ({ warehouse, path }) => ingestDelistings({ warehouse, paths: [path] }),
  groups: ({ warehouse, objectStore, path }) => ingestGroups({ warehouse, objectStore, paths: [path] }),
  'short-interest': ({ warehouse, path }) => ingestShortInterest({ warehouse, paths: [path] }),
  'factor-values': ({ warehouse, path }) => ingestValues({ warehouse, paths: [path] }),
  panel: ({ warehouse, path, folders: [name] }) =>
    ingestValues({ warehouse, paths: [path], ...(name !== undefined && { name }) }),
  'factor-returns': ({ warehouse, path }) => ingestKnownReturns(warehouse, path),
  formulas: keepFormulas,
};

/** Keeps the formulas of a file as factors, in the name of the object. */
async function keepFormulas({ warehouse, path, key }: GivenFile): Promise<Ingested> {
  const formulas = formulasOfText(basename(path), await readFile(path, 'utf8'));
  let fresh = 0;
  for (const formula of formulas) if ((await keepFactor(warehouse, formula, key, systemClock)).isNew) fresh++;
  return { read: formulas.length, new: fresh, unchanged: formulas.length - fresh, quarantined: 0 };
}
