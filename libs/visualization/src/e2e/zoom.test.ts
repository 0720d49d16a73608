import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Performance } from '../api/factor-schemas.ts';
import { sliderMargin } from '../charts/lines.ts';
import { fixtureRun, temporaryWarehouse } from '../testing/fixture.ts';
import { chromiumNote, chromiumPath } from './browser.ts';
import { openSite, type Site } from './site.ts';

const inBrowser = chromiumPath === undefined ? describe.skip : describe;
const [first, last] = ['2023-01-02', '2050-01-01'];

inBrowser(`a line with more points than are drawn, in Chromium${chromiumNote}`, () => {
  let site: Site;
  beforeAll(async () => {
    const { warehouse, remove } = await temporaryWarehouse();
    await warehouse.command(
      `INSERT INTO factor_returns (run_id, factor, date, high, low, factor_return, stocks_high, stocks_low, version)
       SELECT {run:String}, 'RSI14', addDays(toDate32({first:String}), number), up, down, up - down, 10, 10, 2
       FROM (SELECT number, sin(number * 12.9898) / 100 AS up, sin(number * 78.233) / 100 AS down FROM numbers(9000))`,
      { run: fixtureRun, first },
    );
    await warehouse.command(
      `INSERT INTO factor_summaries SELECT * REPLACE (toDate32({first:String}) AS start, toDate32({last:String}) AS end)
       FROM factor_summaries FINAL WHERE factor = 'RSI14' AND run_id = {run:String} LIMIT 1`,
      { run: fixtureRun, first, last },
    );
    site = await openSite({ over: { warehouse, remove } });
  });
  afterAll(() => site.close());

  test('is thinned at first, and zooming in brings the points between of what is seen', async () => {
    const address = (more: string) => `${site.url}/api/v1/factors/RSI14/performance?start=${first}&end=${last}${more}`;
    const whole = (await (await fetch(address(''))).json()) as Performance;
    expect(whole.sessions).toBe(9000);
    expect(whole.longShort).toHaveLength(1500);

    await site.open('/factors/RSI14');
    await site.page.locator('#cumulative').scrollIntoViewIfNeeded();
    await site.page.locator('#cumulative .chart[data-drawn]').waitFor();
    const box = await site.page.locator('#cumulative canvas').boundingBox();
    if (box === null) throw new Error('The chart is not on the page.');
    // On a busy machine the drag may rest on its way.
    const finer = site.page.waitForResponse(
      (response) => (/&from=.*&to=([\d-]+)/.exec(response.url())?.[1] ?? last) < '2030',
    );
    const slider = box.y + box.height - 16;
    await site.page.mouse.move(box.x + box.width - sliderMargin, slider);
    await site.page.mouse.down();
    await site.page.mouse.move(box.x + box.width * 0.2, slider, { steps: 10 });
    await site.page.mouse.up();
    const seen = (await (await finer).json()) as Performance;
    const [from, to] = [seen.longShort[0]?.date ?? '', seen.longShort.at(-1)?.date ?? ''];
    const before = whole.longShort.filter(({ date }) => date >= from && date <= to);
    expect(to < '2030').toBe(true);
    expect(seen.longShort.length).toBeGreaterThan(3 * before.length);
    expect(site.complaints).toEqual([]);
  }, 60_000);
});
