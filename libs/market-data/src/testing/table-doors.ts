import { localObjectStore } from '@fm/object-store';
import { ingestActions } from '../actions/ingest-actions.ts';
import { ingestDelistings } from '../delistings/ingest-delistings.ts';
import { ingestGroups } from '../groups/ingest-groups.ts';
import { ingestRiskFree } from '../risk-free/ingest-risk-free.ts';
import { ingestShortInterest } from '../short-interest/ingest-short-interest.ts';
import { ingestValues } from '../values/ingest-values.ts';
import type { DataFolder } from './data-folder.ts';

type TableDoor = readonly [
  table: string,
  name: string,
  text: string,
  ingest: (folder: DataFolder, path: string) => Promise<unknown>,
];

/** Every door for tables: where its rows go, a file with a name and its text, and what ingests it. */
export const tableDoors: readonly TableDoor[] = [
  [
    'corporate_actions',
    'splits.csv',
    'Symbol,Date,Kind,Value\nKO,2012-08-13,split,2:1\n',
    ({ warehouse }, path) => ingestActions({ warehouse, paths: [path] }),
  ],
  [
    'delistings',
    'gone.csv',
    'symbol,date,return\nKO,2024-03-07,-0.3\n',
    ({ warehouse }, path) => ingestDelistings({ warehouse, paths: [path] }),
  ],
  [
    'short_interest',
    'short.csv',
    'symbol,settlementDate,publishedAt,sharesShort\nKO,2024-02-15,2024-02-27,1000\n',
    ({ warehouse }, path) => ingestShortInterest({ warehouse, paths: [path] }),
  ],
  ['risk_free', 'rates.csv', ',RF\n20240301,0.02\n', ({ warehouse }, path) => ingestRiskFree(warehouse, path)],
  [
    'user_values',
    'quality.csv',
    'date,symbol,value\n2024-03-05,KO,0.7\n2024-03-05,PEP,0.6\n',
    ({ warehouse }, path) => ingestValues({ warehouse, paths: [path] }),
  ],
  [
    'stock_groups',
    'groups.csv',
    'ticker,group\nKO,Beverages\n',
    (folder, path) =>
      ingestGroups({
        ...{ warehouse: folder.warehouse, paths: [path] },
        objectStore: localObjectStore(folder.path('objects')),
      }),
  ],
];
