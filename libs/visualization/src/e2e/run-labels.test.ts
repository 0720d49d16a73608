import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { factorSummariesTable, runsTable, type Warehouse } from '@fm/warehouse';
import { fixtureRun, fixtureSummaries, runRow, temporaryWarehouse } from '../testing/fixture.ts';
import { chromiumNote, chromiumPath } from './browser.ts';
import { openSite, seriousFaults, type Site } from './site.ts';

const inBrowser = chromiumPath === undefined ? describe.skip : describe;
const newest = 'run-that-is-newer';

inBrowser(`what is said of runs on the page${chromiumNote}`, () => {
  let over: { warehouse: Warehouse; remove: () => Promise<void> };
  let site: Site;

  beforeAll(async () => {
    over = await temporaryWarehouse();
    await over.warehouse.insert(runsTable, [
      { ...runRow(newest, 'succeeded', 0), started_at: '2025-01-01 00:00:00.000' },
    ]);
    await over.warehouse.insert(factorSummariesTable, fixtureSummaries(newest));
    const starter = {
      takesJobs: true,
      start: () => Promise.reject(new Error('no run is started here')),
      endOf: () => Promise.resolve(undefined),
    };
    site = await openSite({ over, permission: { starter, write: (work) => work(over.warehouse) } });
  });
  afterAll(() => site.close());

  const form = () => site.page.locator('form[aria-label="Name of the run"]');
  const press = async (name: string) => {
    const answered = site.page.waitForResponse((response) => response.request().method() === 'PATCH');
    const askedAgain = answered.then(() => site.page.waitForResponse((response) => response.url().includes('/slices')));
    await form().getByRole('button', { name, exact: true }).click();
    expect((await answered).status()).toBe(200);
    await askedAgain;
    await site.settled();
  };

  test('a run is named, noted and pinned, and the overview then shows it and the newest in a line', async () => {
    await site.open(`/runs?run=${fixtureRun}`);
    await form().locator('input[name=name]').fill('momentum, second try');
    await form().locator('input[name=note]').fill('costs <b>of 2020</b>');
    await press('Save');
    await press('Pin');
    const list = await site.page.locator('table.runs').textContent();
    expect(list).toContain('momentum, second try');
    expect(list).toContain('costs <b>of 2020</b>');
    expect(list).toContain('succeeded, pinned');
    expect(list).toContain('RSI14 ROC20 PB and 5 more');
    expect(await seriousFaults(site.page)).toEqual([]);

    await site.open('/');
    const about = (await site.page.locator('.about').textContent()) ?? '';
    expect(about).toMatch(/^Pinned run momentum, second try run-of-the-fixture/);
    expect(about).toContain('The newest is run-that-is-');
    expect(await site.page.locator('.warnings').textContent()).toContain('JUDGED WITHOUT THE LEDGER');
    await site.open('/?run=run-of-the');
    expect(await site.page.locator('select[name=run]').inputValue()).toBe(fixtureRun);
  });

  test('an archived run leaves the list and comes back', async () => {
    await site.open(`/runs?run=${newest}`);
    await press('Archive');
    await site.page.getByRole('button', { name: 'Show 1 archived' }).click();
    await site.settled();
    expect(await site.page.locator('table.runs').textContent()).toContain('succeeded, archived');
    await press('Restore');
    await site.open('/runs');
    expect(await site.page.locator('table.runs').textContent()).toContain(newest);
  });

  test('a run is deleted after the page has said what goes, and not where that is declined', async () => {
    await over.warehouse.insert(runsTable, [runRow('run-of-no-use', 'succeeded', 0)]);
    await site.open('/runs?run=run-of-no-use');
    await form().getByRole('button', { name: 'Delete …' }).click();
    const question = site.page.getByRole('group', { name: 'Deleting the run' });
    await question.getByText('1 row goes: 1 of runs.').waitFor();
    await question.getByText('stay in the ledger').waitFor();
    expect(await seriousFaults(site.page)).toEqual([]);
    await question.getByRole('button', { name: 'Keep it' }).click();
    expect(await question.textContent()).toBe('');
    await form().getByRole('button', { name: 'Delete …' }).click();
    await question.getByRole('button', { name: 'Delete this run' }).click();
    await site.page.waitForURL((url) => !url.searchParams.has('run'));
    await site.settled();
    expect(await site.page.locator('table.runs').textContent()).not.toContain('run-of-no-use');
  });

  test('what is being typed stays when the page asks again', async () => {
    await site.open(`/runs?run=${fixtureRun}`);
    await form().locator('input[name=note]').fill('half a sen');
    await site.page.waitForResponse((response) => response.url().includes('/slices'));
    await site.settled();
    await site.page.keyboard.type('tence');
    expect(await form().locator('input[name=note]').inputValue()).toBe('half a sentence');
  });

  test('what the server refuses is shown with what to do', async () => {
    await site.open(`/runs?run=${fixtureRun}`);
    await form().locator('input[name=name]').fill('x'.repeat(81));
    await form().getByRole('button', { name: 'Save', exact: true }).click();
    await site.page.getByRole('alert').getByText('has more than 80 characters').waitFor();
  });
});

inBrowser(`a page that may only read${chromiumNote}`, () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site.close());

  test('does not show the fields for names and the buttons', async () => {
    await site.open(`/runs?run=${fixtureRun}`);
    expect(await site.page.getByText('Slices of run').count()).toBe(1);
    expect(await site.page.locator('form[aria-label="Name of the run"]').count()).toBe(0);
  });
});
