import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { forecast } from './forecast.ts';
import { lastMeasured } from './measured.ts';
import { tables } from './tables.ts';

const measured = lastMeasured();

const cellsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^[|\s-]+$/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));

test('docs/scaling.md shows the tables that the simulation prints', () => {
  const document = readFileSync(new URL('../../docs/scaling.md', import.meta.url), 'utf8');
  const [, shown = ''] = /<!-- tables -->([\s\S]*)<!-- end -->/.exec(document) ?? [];
  expect(cellsOf(shown)).toEqual(cellsOf(tables(measured)));
});

test('a forecast is not faster than any single limit allows, and grows with the stocks', () => {
  const [small, large] = [forecast(30, measured), forecast(300, measured)];
  for (const { wallSeconds, floors } of [...small.runs, ...large.runs])
    for (const floor of Object.values(floors)) expect(wallSeconds).toBeGreaterThanOrEqual(floor * 0.95);
  expect(large.stages.test.coreSeconds).toBeGreaterThan(small.stages.test.coreSeconds);
  expect(large.storedBytes.values / small.storedBytes.values).toBeCloseTo(10, 9);
});
