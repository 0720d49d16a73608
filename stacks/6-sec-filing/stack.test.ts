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
import { SecFilingStack } from './stack.ts';

const template = templateOf(new SecFilingStack(testApp(), settingsFor()));

describe('6-sec-filing', () => {
  test('keeps every rule', () => {
    expect(breaches(template)).toEqual([]);
  });

  test('gives every function exactly the variables of its contract', () => {
    expect(environmentMismatches(template)).toEqual([]);
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
    expect(queues).toHaveLength(2);
    for (const { resource } of queues) {
      expect(JSON.parse(String(resource['redrive_policy']))).toMatchObject({ maxReceiveCount: 5 });
      expect(resource['visibility_timeout_seconds']).toBe(6 * 300);
    }
  });

  test('the SEC is asked from two executions at a time, each for its half of the rate', () => {
    const [collect] = resourcesOf(template, 'aws_lambda_function').filter(({ name }) => name.includes('collect'));
    const { variables } = collect?.resource['environment'] as { variables: Record<string, string> };
    const mapping = resourcesOf(template, 'aws_lambda_event_source_mapping').find(({ resource }) =>
      String(resource['function_name']).includes('collect'),
    );
    expect(mapping?.resource['scaling_config']).toEqual({ maximum_concurrency: 2 });
    expect(loadConfig({ FM_CALLERS: variables['FM_CALLERS'] ?? '' }).callers).toBe(2);
  });
});
