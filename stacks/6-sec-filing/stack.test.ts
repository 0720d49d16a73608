import { describe, expect, test } from '@jest/globals';
import {
  breaches,
  environmentMismatches,
  mayDo,
  resourcesOf,
  settingsFor,
  templateOf,
  testApp,
} from '@fm/stack-policy';
import { loadConfig } from '@fm/platform';
import { readSettings } from '@fm/stack-settings';
import { SecFilingStack } from './stack.ts';

const template = templateOf(new SecFilingStack(testApp(), settingsFor()));

describe('6-sec-filing', () => {
  test('keeps every rule', () => {
    expect(breaches(template)).toEqual([]);
  });

  test('gives every function exactly the variables of its contract', () => {
    expect(environmentMismatches(template)).toEqual([]);
  });

  test('gives the collector the companies in the form that it reads, and that a variable of the stacks reads', () => {
    const { universe, ciks } = settingsFor();
    const given = resourcesOf(template, 'aws_lambda_function').flatMap(({ resource }) => {
      const { variables } = resource['environment'] as { variables: Record<string, string> };
      return variables['FM_CIKS'] === undefined ? [] : [variables['FM_CIKS']];
    });
    expect(given).toHaveLength(1);
    const expected = Object.fromEntries(universe.map((symbol) => [symbol, ciks[symbol]]));
    expect(loadConfig({ FM_CIKS: given[0]! }).ciks).toEqual(expected);
    expect(readSettings({ variables: { FM_CIKS: given[0]! } }).ciks).toEqual(expected);
  });

  const bucket = `\${aws_s3_bucket.${resourcesOf(template, 'aws_s3_bucket')[0]?.name ?? ''}.arn}`;
  const may = (role: string, action: string, resource: string) => mayDo(template, role, action, resource);

  test('collecting writes filings, extracting only reads them', () => {
    expect(may('sec-filing-collect', 's3:PutObject', `${bucket}/companyfacts/a.json`)).toBe(true);
    expect(may('sec-filing-extract', 's3:GetObject', `${bucket}/companyfacts/a.json`)).toBe(true);
    expect(may('sec-filing-extract', 's3:PutObject', `${bucket}/companyfacts/a.json`)).toBe(false);
  });

  test('new objects reach the extractor through a queue with a dead-letter queue behind it', () => {
    const queues = resourcesOf(template, 'aws_sqs_queue').filter(
      ({ resource }) => resource['redrive_policy'] !== undefined,
    );
    expect(queues).toHaveLength(1);
    expect(JSON.parse(String(queues[0]?.resource['redrive_policy']))).toMatchObject({ maxReceiveCount: 5 });
    expect(queues[0]?.resource['visibility_timeout_seconds']).toBe(6 * 300);
  });

  test('the SEC is asked from one execution at a time where the account can reserve it, with every symbol named by its CIK', () => {
    const reserving = templateOf(new SecFilingStack(testApp(), { ...settingsFor(), reserveConcurrency: true }));
    const collect = resourcesOf(reserving, 'aws_lambda_function').find(({ name }) =>
      name.includes('collect'),
    )?.resource;
    expect(collect?.['reserved_concurrent_executions']).toBe(1);
    expect(JSON.stringify(collect?.['environment'])).toContain('AAPL=0000320193');
  });
});
