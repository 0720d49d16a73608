import { expect } from '@jest/globals';
import { startConverseServer, toolUse, type ConverseServer } from '@fm/platform/bedrock/testing';
import { documentRatingsTable, quarantineTable } from '@fm/warehouse';
import { testOverS3 } from '@fm/warehouse/lambda/testing';
import { handler } from './handler.ts';

const reading = { value: 61, summary: '', key_figures: [], change: '', reason: 'Ages of the directors.' };
let model: ConverseServer;

testOverS3({
  name: 'financial-report-process',
  handler,
  objects: [
    { key: 'reports/KO/proxy-statement/2024-03-01/proxy.txt', body: 'The directors are 61 years old.' },
    { key: 'reports/KO/annual-report/2024-03-01/broken.pdf', body: 'no pdf' },
  ],
  tables: [documentRatingsTable, quarantineTable],
  variables: async () => {
    model = await startConverseServer((request) =>
      JSON.stringify(request.toolConfig.toolChoice).includes('findings')
        ? toolUse('record_findings', { findings: [] })
        : toolUse('record_measures', { BoardAge: reading, ExecutivePay: { ...reading, value: null } }),
    );
    return { FM_BEDROCK_MODEL: 'us.amazon.nova-pro-v1:0', AWS_ENDPOINT_URL_BEDROCK_RUNTIME: model.origin };
  },
  afterOne: async (warehouse) => {
    expect(await warehouse.query('SELECT rating, value FROM document_ratings FINAL ORDER BY rating')).toEqual([
      { rating: 'BoardAge', value: 61 },
      { rating: 'ExecutivePay', value: null },
    ]);
    expect(await warehouse.query('SELECT code FROM quarantine FINAL')).toEqual([{ code: 'PDF_MALFORMED' }]);
  },
  afterTen: () => expect(model.requests).toHaveLength(2),
  close: () => model.close(),
});
