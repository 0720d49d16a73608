import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { shownBy, testContext } from '@fm/platform/lambda/testing';
import { startReplayServer, type ReplayServer } from '@fm/platform/testing';
import { motoInstalled, motoInstallLine, startBucket, type TestBucket } from '@fm/object-store/testing';
import { madeCompany, submissions } from '@fm/sec-filing/testing';
import { handler } from './handler.ts';

const event = { scheduledTime: '2024-03-01T22:00:00Z' };
const filing = {
  accn: '0000000001-20-000015',
  form: '10-K',
  filed: '2021-02-12',
  accepted: '2021-02-11T22:30:00.000Z',
};
let provider: ReplayServer;
let bucket: TestBucket;

const name = motoInstalled ? 'sec-filing-collect over S3' : `skipped: needs moto_server (${motoInstallLine})`;
(motoInstalled ? describe : describe.skip)(name, () => {
  beforeAll(async () => {
    provider = await startReplayServer();
    bucket = await startBucket();
    provider.record('/submissions/CIK0000000001.json', { body: JSON.stringify(submissions(1, [filing])) });
    provider.record('/api/xbrl/companyfacts/CIK0000000001.json', { body: JSON.stringify(madeCompany()) });
    Object.assign(process.env, {
      FM_OBJECT_STORE: bucket.url,
      FM_CIKS: 'MADE=0000000001',
      SEC_USER_AGENT: 'Planted Person planted@example.org',
      SEC_ORIGIN: provider.origin,
    });
  });
  afterAll(async () => {
    await provider.close();
    await bucket.end();
  });

  test('ten starts, one after the other and at once, store each document once and ask for facts only once', async () => {
    expect(await handler(event, testContext)).toEqual({ fetched: 2, unchanged: 0 });
    const once = await bucket.everything();
    for (let start = 0; start < 4; start += 1) expect(await handler(event, testContext)).toMatchObject({ fetched: 1 });
    await Promise.all(Array.from({ length: 5 }, () => handler(event, testContext)));
    expect(await bucket.everything()).toBe(once);
    const facts = provider.requests.filter(({ path }) => path.includes('companyfacts'));
    expect([facts.length, provider.requests.length]).toEqual([1, 11]);
    expect(provider.requests[0]!.headers['user-agent']).toBe('Planted Person planted@example.org');
  }, 120_000);

  test('a company that fails is thrown with its reason; contact and credentials show nowhere, though they are echoed', async () => {
    provider.record('/submissions/CIK0000000002.json', (request) => ({
      status: 400,
      contentType: 'text/html',
      body: `who is ${String(request.headers['user-agent'])}?`,
    }));
    process.env['FM_CIKS'] = 'OTHER=0000000002';
    const { shown, error } = await shownBy(() => handler(event, testContext));
    expect(error).toMatchObject({ code: 'FILINGS_INCOMPLETE', what: expect.stringContaining('OTHER HTTP_STATUS') });
    const everything = await bucket.everything();
    expect(everything).toContain('who is [redacted]?');
    expect(everything + shown).not.toMatch(/planted/i);
  }, 60_000);
});
