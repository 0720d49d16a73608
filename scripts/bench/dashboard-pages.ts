import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright-core';

const executablePath = process.env['FM_CHROMIUM'] ?? '/usr/bin/chromium';

/** Notes in the page when it was complete first: loaded, drawn, and a frame later. */
const noteComplete = `window.complete = new Promise((resolve) => {
  new MutationObserver((_, observer) => {
    if (document.querySelector('main[aria-busy=false]') === null) return;
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
  }).observe(document, { subtree: true, childList: true, attributes: true });
});`;

/** Milliseconds of each frame while something happens. */
const noteFrames = `window.frames = []; (() => {
  let last = performance.now();
  const next = (now) => { window.frames.push(now - last); last = now; requestAnimationFrame(next); };
  requestAnimationFrame(next);
})();`;

/**
 * Times of the pages in Chromium: the first page with an empty and a filled cache, a change of a filter, and the frames of
 * a long factor page while it is scrolled and zoomed.
 */
export async function measurePages(url: string, longPage: string): Promise<Record<string, unknown>> {
  if (!existsSync(executablePath)) return { skipped: 'no Chromium; apt-get install chromium, or set FM_CHROMIUM' };
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    await browser.newPage().then((page) => page.close());
    return { ...(await firstPage(browser, url)), longFactorPage: await longFactorPage(browser, url + longPage) };
  } finally {
    await browser.close();
  }
}

/** Changes of filters that are timed on a page at rest: each narrows or widens what is shown. */
const filterChanges = [
  ['type', 'technical'],
  ['type', 'fundamental'],
  ['type', ''],
  ['start', '2019-01-01'],
  ['start', ''],
] as const;

async function firstPage(browser: Browser, url: string): Promise<Record<string, number>> {
  const cold: number[] = [];
  const warm: number[] = [];
  const filter: number[] = [];
  const filterAtOnce: number[] = [];
  const scriptBytes = new Map<string, number>();
  for (let round = 0; round < 5; round++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.addInitScript(noteComplete);
    const page = await context.newPage();
    page.on('response', async (response) => {
      if (round > 0 || !response.url().endsWith('.js')) return;
      scriptBytes.set(response.url(), Number((await response.headerValue('content-length')) ?? 0));
    });
    cold.push(await timeOf(page, () => page.goto(url)));
    // The drawing library comes once the page is shown.
    if (round === 0) await page.waitForLoadState('networkidle');
    warm.push(await timeOf(page, () => page.reload()));
    // Sooner than anybody can choose: nothing but the tables is there yet.
    filterAtOnce.push(await filterTime(page, 'type', 'technical'));
    await filterTime(page, 'type', '');
    await untilDrawn(page);
    for (const [name, value] of filterChanges) {
      filter.push(await filterTime(page, name, value));
      await wait(300);
    }
    await context.close();
  }
  return {
    coldMilliseconds: median(cold),
    coldWorstMilliseconds: Math.max(...cold),
    warmMilliseconds: median(warm),
    warmWorstMilliseconds: Math.max(...warm),
    filterMilliseconds: median(filter),
    filterWorstMilliseconds: Math.max(...filter),
    filterAtOnceMilliseconds: median(filterAtOnce),
    scriptKilobytes: [...scriptBytes.values()].reduce((sum, bytes) => sum + bytes, 0) / 1024,
  };
}

async function timeOf(page: Page, go: () => Promise<unknown>): Promise<number> {
  await go();
  return page.evaluate('window.complete');
}

/** A page at rest: its charts are drawn. */
async function untilDrawn(page: Page): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await page.evaluate(`document.querySelector('figure .chart:not([data-drawn])') === null`)) return;
    await wait(50);
  }
  throw new Error('The charts of the overview were not drawn within ten seconds.');
}

/** From the choice of a filter to the frame that shows it. */
function filterTime(page: Page, name: string, value: string): Promise<number> {
  return page.evaluate(`new Promise((resolve) => {
    const [select, main] = [document.querySelector(${JSON.stringify(`select[name=${name}]`)}), document.querySelector('main')];
    const begun = performance.now();
    select.value = ${JSON.stringify(value)};
    select.dispatchEvent(new Event('change'));
    new MutationObserver((_, observer) => {
      if (main.getAttribute('aria-busy') !== 'false') return;
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begun)));
    }).observe(main, { attributes: true });
  })`);
}

async function longFactorPage(browser: Browser, address: string): Promise<Record<string, number>> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(address);
  await page.locator('main[aria-busy=false]').waitFor();
  await page.locator('#cumulative').scrollIntoViewIfNeeded();
  const box = await page.locator('#cumulative canvas').boundingBox();
  if (box === null) throw new Error('The chart of cumulative returns is not on the page.');
  await page.evaluate(noteFrames);
  for (let step = 0; step < 40; step++) await page.mouse.wheel(0, step < 20 ? 120 : -120);
  const scrolled = await framesOf(page);
  const slider = box.y + box.height - 16;
  await page.mouse.move(box.x + box.width - 24, slider);
  await page.mouse.down();
  for (let step = 1; step <= 60; step++) await page.mouse.move(box.x + box.width - 24 - step * 8, slider);
  await page.mouse.up();
  const zoomed = await framesOf(page);
  await page.close();
  return {
    scrollWorstFrameMilliseconds: Math.max(...scrolled),
    zoomWorstFrameMilliseconds: Math.max(...zoomed),
    zoomMedianFrameMilliseconds: median(zoomed),
  };
}

async function framesOf(page: Page): Promise<number[]> {
  const frames: number[] = await page.evaluate('window.frames.splice(0)');
  // The first one began before what is measured.
  return frames.slice(1);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
