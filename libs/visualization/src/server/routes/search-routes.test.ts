import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SearchRecord } from '@fm/discovery/store';
import type { FastifyInstance } from 'fastify';
import type { SearchBody, SearchesBody } from '../../api/search-schemas.ts';
import { searchIslands } from '../../charts/search-islands.ts';
import { searchPeriods } from '../../charts/search-periods.ts';
import { searchTrials } from '../../charts/search-trials.ts';
import { lightTheme } from '../../charts/theme.ts';
import { linesOfSearch, outcomeOf, verdictOfSearch } from '../../client/searches/search-words.ts';
import { ask } from '../../testing/ask.ts';
import { temporaryWarehouse } from '../../testing/fixture.ts';
import { searchRandomWalks } from '../../testing/searches.ts';
import { createDashboard } from '../dashboard.ts';

let app: FastifyInstance;
let remove: () => Promise<void>;
let opened: SearchRecord;
let stopped: string;

beforeAll(async () => {
  const made = await temporaryWarehouse(false);
  remove = made.remove;
  app = await createDashboard({ warehouse: made.warehouse });
  expect((await ask(app, '/api/v1/searches')).body).toEqual({ searches: [], openings: [] });
  ({ opened, stopped } = await searchRandomWalks(made.warehouse));
});

afterAll(async () => {
  await app.close();
  await remove();
});

async function body<Body>(path: string): Promise<Body> {
  return (await ask(app, path)).body as Body;
}

const context = { theme: lightTheme, width: 900, synthetic: false };

test('the list has every search, what became of it, and every lock-box that was opened', async () => {
  const { searches, openings } = await body<SearchesBody>('/api/v1/searches');
  expect(searches.map(({ id, status, opened: looked }) => [id, status, looked])).toEqual([
    [opened.id, 'finished', true],
    [stopped, 'running', false],
  ]);
  expect(searches.map(outcomeOf)).toEqual([
    expect.stringMatching(/^(nothing survives of|[1-4] of) [1-4]/),
    'not known yet',
  ]);
  expect(openings).toMatchObject([{ searchId: opened.id, number: 1, looks: 1 }]);
  expect(openings[0]?.level).toBeCloseTo((0.05 * 6) / Math.PI ** 2, 12);
});

test('a search has its finalists in the three periods as the record has them, each with its tree', async () => {
  const search = await body<SearchBody>(`/api/v1/searches/${opened.id.slice(0, 10)}`);
  const { finalists } = search.found!;
  expect(finalists.length).toBe(opened.report?.finalists.length);
  finalists.forEach((finalist, at) => {
    const stored = opened.report!.finalists[at]!;
    const box = opened.lockbox!.finalists[at]!;
    expect(finalist).toMatchObject({ number: at + 1, familyWiseP: stored.familyWiseP, validation: stored.validation });
    expect(finalist.lockbox).toEqual({ coefficient: box.coefficient, t: box.t, sessions: box.sessions });
    expect(finalist.formula).toBe(stored.sign < 0 ? `-(${stored.formula})` : stored.formula);
    expect(finalist.tree.filter(({ depth }) => depth === 0)).toHaveLength(1);
    expect(finalist.tree).toHaveLength(stored.nodes + (stored.sign < 0 ? 1 : 0));
  });
  expect(verdictOfSearch(search)).toMatch(/finalists/);
  expect(search.periods.map(({ name, start }) => [name, start])).toEqual([
    ['Discovery', opened.request.periods.discovery.start],
    ['Validation', opened.request.periods.validation.start],
    ['Lock-box', opened.request.periods.lockbox.start],
  ]);
});

test('the page says whether the whole procedure was repeated over returns of other sessions, and what that showed', async () => {
  const search = await body<SearchBody>(`/api/v1/searches/${opened.id}`);
  expect(search.placebo).toBeNull();
  const lines = (placebo: SearchBody['placebo']): string => linesOfSearch({ ...search, placebo }, search.found!).join();
  expect(lines(null)).toContain(`discover placebo ${opened.id.slice(0, 12)}`);
  expect(lines({ reruns: 19, budget: 400, tried: 5000, declared: 1, p: 0.05 })).toMatch(
    /p 0\.05.* by 19 placebo searches of 400 .* 1 declare something.*5,000 formulas are not trials of the ledger/,
  );
});

test('the islands hold what was drawn, and the bins hold every formula that has a t', async () => {
  const search = await body<SearchBody>(`/api/v1/searches/${opened.id}`);
  const { trials } = search.found!;
  const sum = (of: readonly number[]): number => of.reduce((total, value) => total + value, 0);
  expect(sum(search.islandEpochs.map(({ drawn }) => drawn))).toBe(trials.drawn);
  expect(Math.max(...search.islandEpochs.map(({ largestT }) => largestT ?? 0))).toBeCloseTo(trials.largestT, 12);
  expect(sum(trials.bins.map(({ tried }) => tried))).toBe(opened.report?.trials.withT);
  // Half of the normal distribution lies within 0.6745 of its mean; the first bin ends at 0.5.
  expect(trials.bins[0]!.worthless / opened.report!.trials.withT).toBeCloseTo(0.38292, 4);
  for (const model of [
    searchTrials(search.found!, context),
    searchPeriods(search.found!, context),
    searchIslands(search, context),
  ])
    expect(model.table.rows.length).toBeGreaterThan(0);
});

test('a search that was stopped shows the islands that are done and how to continue', async () => {
  const search = await body<SearchBody>(`/api/v1/searches/${stopped}`);
  expect(search.found).toBeNull();
  expect(search.islandEpochs.length).toBeGreaterThanOrEqual(3);
  expect(verdictOfSearch(search)).toBe(
    `This search has not finished: \`npm run fm -- discover resume ${stopped.slice(0, 12)}\` continues it.`,
  );
});

test('finalists come as CSV, a line each', async () => {
  const { text, headers } = await ask(app, `/api/v1/searches/${opened.id}?format=csv`);
  expect(headers['content-type']).toContain('text/csv');
  expect(text.trim().split(/\r?\n/)).toHaveLength(1 + opened.report!.finalists.length);
});

test('an unknown search is refused with where to look', async () => {
  const { status, body: problem } = await ask(app, '/api/v1/searches/ffffffffffff');
  expect(status).toBe(404);
  expect(problem).toMatchObject({ code: 'SEARCH_NOT_FOUND' });
});
