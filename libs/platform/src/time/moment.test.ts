import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { dayOf, momentOf } from './moment.ts';

test.each([
  ['2025-11-28T06:34:57Z', '2025-11-28T06:34:57.000Z'],
  ['2025-11-28 06:34:57.25+01:00', '2025-11-28T05:34:57.250Z'],
  ['2025-11-28T06:34+0530', '2025-11-28T01:04:00.000Z'],
  ['2024-02-29T23:59:59-05:00', '2024-03-01T04:59:59.000Z'],
  ['Fri, 28 Nov 2025 06:34:57 GMT', '2025-11-28T06:34:57.000Z'],
  ['1 Mar 2024 00:00:00 -0500', '2024-03-01T05:00:00.000Z'],
  [' 2025-11-28T06:34:57Z\n', '2025-11-28T06:34:57.000Z'],
])('%s is a moment', (text, moment) => {
  expect(momentOf(text)?.toISOString()).toBe(moment);
});

test.each([
  '2025-11-28T06:34:57',
  '2025-11-28 06:34',
  '2025-11-28',
  '2025-02-30T06:34:57Z',
  '2025-13-01T06:34:57Z',
  '2025-11-28T24:00:00Z',
  '2025-11-28T06:60:00Z',
  '2025-11-28T06:34:57+25:00',
  'Mon, 31 Feb 2025 06:34:57 GMT',
  'Fri, 28 Foo 2025 06:34:57 GMT',
  'Fri, 28 Nov 2025 06:34:57',
  'Fri, 28 Nov 2025 06:34:57 EST',
  '11/28/2025',
  'yesterday',
  '1764311697',
  '',
])('%j is not a moment', (text) => {
  expect(momentOf(text)).toBeUndefined();
});

test.each([null, undefined, 1764311697, {}, ['2025-11-28T06:34:57Z']])('%j is not a text of a moment', (value) => {
  expect(momentOf(value)).toBeUndefined();
});

test.each([
  ['2024-02-29', Date.UTC(2024, 1, 29)],
  ['0099-01-01', -59042995200000],
  ['2023-02-29', undefined],
  ['2023-00-10', undefined],
  ['2023-1-1', undefined],
  ['20230101', undefined],
])('%s as a day is %s', (text, time) => {
  expect(dayOf(text)).toBe(time);
});

test('the zone of the machine changes nothing', () => {
  const file = new URL('moment.ts', import.meta.url).pathname;
  const code = `import { momentOf, dayOf } from ${JSON.stringify(file)};
    console.log(['2025-11-28T06:34:57', 'Fri, 28 Nov 2025 06:34:57 GMT', '2025-11-28T06:34:57Z'].map((text) => momentOf(text)?.getTime()), dayOf('2025-03-09'));`;
  const outputs = ['UTC', 'America/New_York', 'Pacific/Kiritimati'].map((TZ) =>
    execFileSync(process.execPath, ['--input-type=module', '-e', code], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    }),
  );
  expect(new Set(outputs).size).toBe(1);
});
