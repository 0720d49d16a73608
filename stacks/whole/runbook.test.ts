import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { resourcesOf } from '@fm/stack-policy';
import { templatesOf } from './templates.ts';

const text = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
const documented = [...text.matchAll(/^\| (`[^|]+`) +\|/gm)].flatMap(([, cell]) =>
  [...(cell as string).matchAll(/`([\w*-]+)`/g)].map(([, name]) => name as string),
);
const alarms = templatesOf().flatMap((template) =>
  resourcesOf(template, 'aws_cloudwatch_metric_alarm').map(({ resource }) =>
    String(resource['alarm_name']).replace('factor-mining-dev-', ''),
  ),
);
const covers = (pattern: string, alarm: string): boolean =>
  pattern.startsWith('*') ? alarm.endsWith(pattern.slice(1)) : alarm === pattern;

test('the runbook says of every alarm what to do', () => {
  expect(alarms.length).toBeGreaterThan(20);
  expect(alarms.filter((alarm) => !documented.some((pattern) => covers(pattern, alarm)))).toEqual([]);
});

test('the runbook names no alarm that does not exist', () => {
  expect(documented.filter((pattern) => !alarms.some((alarm) => covers(pattern, alarm)))).toEqual([]);
});
