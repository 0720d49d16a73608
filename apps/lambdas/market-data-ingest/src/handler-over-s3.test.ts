import { expect } from '@jest/globals';
import { corporateActionsTable, quarantineTable } from '@fm/warehouse';
import { testOverS3 } from '@fm/warehouse/lambda/testing';
import { handler } from './handler.ts';

testOverS3({
  name: 'market-data-ingest',
  handler,
  objects: [
    { key: 'facts/corporate-actions/splits.csv', body: 'Symbol,Date,Kind,Value\nAAPL,2020-08-31,split,4:1\n' },
    { key: 'facts/corporate-actions/more/wrong.csv', body: 'Symbol,Date,Kind,Value\nAAPL,2020-02-31,split,4:1\n' },
  ],
  tables: [corporateActionsTable, quarantineTable],
  afterOne: async (warehouse) => {
    expect(await warehouse.query('SELECT symbol, toString(date) AS date FROM corporate_actions FINAL')).toEqual([
      { symbol: 'AAPL', date: '2020-08-31' },
    ]);
    expect(await warehouse.query('SELECT code, source FROM quarantine FINAL')).toEqual([
      { code: 'ACTION_DATE', source: 'corporate-actions' },
    ]);
  },
});
