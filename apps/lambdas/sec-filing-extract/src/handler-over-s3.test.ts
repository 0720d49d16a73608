import { expect } from '@jest/globals';
import { filingFactsTable, quarantineTable } from '@fm/warehouse';
import { testOverS3 } from '@fm/warehouse/lambda/testing';
import { handler } from './handler.ts';

const fact = { end: '2023-12-31', val: 5, accn: '0000000001-24-000001', fy: 2023, fp: 'FY', form: '10-K' };
const units = { USD: [{ ...fact, filed: '2024-02-01' }] };
const document = { cik: 1, entityName: 'A', facts: { 'us-gaap': { Assets: { label: 'A', description: '', units } } } };

testOverS3({
  name: 'sec-filing-extract',
  handler,
  objects: [
    { key: 'sec-filing/companyfacts/CIK0000000001/a.json', body: JSON.stringify(document) },
    { key: 'sec-filing/companyfacts/CIK0000000002/broken.json', body: '{"cik": 2, "facts":' },
  ],
  tables: [filingFactsTable, quarantineTable],
  variables: async () => ({ SEC_USER_AGENT: 'Made Research PLANTED@example.com' }),
  afterOne: async (warehouse) => {
    expect(await warehouse.query('SELECT cik, tag, value FROM filing_facts FINAL')).toEqual([
      { cik: '0000000001', tag: 'Assets', value: 5 },
    ]);
  },
});
