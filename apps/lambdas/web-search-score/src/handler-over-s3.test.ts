import { expect } from '@jest/globals';
import { articlesTable, articleSentimentTable, quarantineTable } from '@fm/warehouse';
import { testOverS3 } from '@fm/warehouse/lambda/testing';
import { handler } from './handler.ts';

const labels = { symbol: 'KO', 'collected-at': '2024-05-01T22:00:00Z' };
const article = { url: 'https://example.com/a', title: 'Good', content: 'Good.', published_date: '2024-05-01' };

testOverS3({
  name: 'web-search-score',
  handler,
  objects: [
    { key: 'web-search/tavily/KO/2024-05-01/a.json', body: JSON.stringify({ results: [article] }), labels },
    { key: 'web-search/tavily/KO/2024-05-01/broken.json', body: '{"results": [', labels },
  ],
  tables: [articlesTable, articleSentimentTable, quarantineTable],
  variables: async () => ({ TAVILY_API_KEY: 'PLANTED-TAVILY-KEY' }),
  afterOne: async (warehouse) => {
    expect(await warehouse.query('SELECT symbol, title, code FROM articles FINAL, quarantine FINAL')).toEqual([
      { symbol: 'KO', title: 'Good', code: 'SEARCH_NOT_A_RESPONSE' },
    ]);
  },
});
