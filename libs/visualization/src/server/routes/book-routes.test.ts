import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listTrials } from '@fm/results/ledger';
import type { Warehouse } from '@fm/warehouse';
import type { FastifyInstance } from 'fastify';
import { type BookBodyAnswer, type BookOrder, weightings } from '../../api/book-schemas.ts';
import { termsSentence } from '../../client/factor/book-terms.ts';
import { ask } from '../../testing/ask.ts';
import { temporaryWarehouse } from '../../testing/fixture.ts';
import { mayWriteTo, mineWaves } from '../../testing/mined-waves.ts';
import { createDashboard } from '../dashboard.ts';

describe('a book that the page orders', () => {
  let warehouse: Warehouse;
  let remove: () => Promise<void>;
  let app: FastifyInstance;

  beforeAll(async () => {
    ({ warehouse, remove } = await temporaryWarehouse(false));
    await mineWaves(warehouse);
    app = await createDashboard({ warehouse, permission: mayWriteTo(warehouse) });
  }, 120_000);
  afterAll(async () => {
    await app.close();
    await remove();
  });

  const order = (body: BookOrder | Record<string, unknown>) =>
    ask(app, '/api/v1/factors/ROC20/book', { 'content-type': 'application/json' }, 'POST', JSON.stringify(body));

  test('is held by every kind of weights that the form offers, each another book and a trial of its own', async () => {
    const before = (await listTrials(warehouse)).length;
    const books = new Map<string, BookBodyAnswer>();
    for (const weighting of weightings) {
      const { status, body } = await order({ weighting });
      if (weighting === 'value') {
        expect({ status, body }).toMatchObject({ status: 400, body: { code: 'NO_SIZES' } });
        continue;
      }
      expect(status).toBe(200);
      books.set(weighting, body as BookBodyAnswer);
    }
    for (const [weighting, book] of books) {
      expect(book.terms.weighting).toBe(weighting);
      expect(termsSentence(book)).toContain(`${weighting} weights`);
    }
    const volatility = (name: string): number => books.get(name)?.figures.net['volatility'] as number;
    expect(new Set([...books.keys()].map(volatility)).size).toBe(books.size);
    expect(await listTrials(warehouse)).toHaveLength(before + books.size);
  });

  test('with weights that are not known is refused before anything is computed', async () => {
    const before = (await listTrials(warehouse)).length;
    expect(await order({ weighting: 'by-name' })).toMatchObject({ status: 400 });
    expect(await listTrials(warehouse)).toHaveLength(before);
  });
});
