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
import { MarketDataStack } from './stack.ts';

const template = templateOf(new MarketDataStack(testApp(), settingsFor()));

describe('4-market-data', () => {
  test('keeps every rule', () => {
    expect(breaches(template)).toEqual([]);
  });

  test('gives every function exactly the variables of its contract', () => {
    expect(environmentMismatches(template)).toEqual([]);
  });

  const bucket = `\${aws_s3_bucket.${resourcesOf(template, 'aws_s3_bucket')[0]?.name ?? ''}.arn}`;
  const may = (role: string, action: string, resource: string) => mayDo(template, role, action, resource);

  test('the function may read and write its bucket, delete nothing, and read one password', () => {
    expect(may('market-data-collect', 's3:PutObject', `${bucket}/yahoo/AAPL.json`)).toBe(true);
    expect(may('market-data-collect', 's3:DeleteObject', `${bucket}/yahoo/AAPL.json`)).toBe(false);
    expect(may('market-data-collect', 's3:PutObject', 'arn:aws:s3:::other/key')).toBe(false);
    const outputs = '${data.terraform_remote_state.state-of-2-clickhouse.outputs';
    expect(may('market-data-collect', 'secretsmanager:GetSecretValue', `${outputs}.writer_secret_arn}`)).toBe(true);
    expect(may('market-data-collect', 'secretsmanager:GetSecretValue', `${outputs}.reader_secret_arn}`)).toBe(false);
  });

  test('only files of facts are loaded, and the function that loads them changes none of them', () => {
    expect(JSON.stringify(resourcesOf(template, 'aws_s3_bucket_notification'))).toContain('"filter_prefix":"facts/"');
    expect(may('market-data-ingest', 's3:GetObject', `${bucket}/facts/risk-free/DTB3.csv`)).toBe(true);
    expect(may('market-data-ingest', 's3:PutObject', `${bucket}/facts/risk-free/DTB3.csv`)).toBe(false);
    expect(may('market-data-ingest', 's3:GetObject', `${bucket}/yahoo/AAPL.json`)).toBe(false);
  });

  test('asks its provider from two executions at a time, beside the one that a schedule starts', () => {
    const [mapping] = resourcesOf(template, 'aws_lambda_event_source_mapping');
    expect(mapping?.resource['scaling_config']).toEqual({ maximum_concurrency: 2 });
    const { variables } = resourcesOf(template, 'aws_lambda_function')[0]?.resource['environment'] as {
      variables: Record<string, string>;
    };
    expect(loadConfig({ FM_CALLERS: variables['FM_CALLERS'] ?? '' }).callers).toBe(2);
    const reserving = templateOf(new MarketDataStack(testApp(), { ...settingsFor(), reserveConcurrency: true }));
    expect(resourcesOf(reserving, 'aws_lambda_function')[0]?.resource['reserved_concurrent_executions']).toBe(3);
  });

  test('a message that failed for good lies in a queue of its own', () => {
    const queues = resourcesOf(template, 'aws_sqs_queue').map(({ resource }) => String(resource['name']));
    expect(queues.sort()).toEqual(
      ['collect-dead-letters', 'facts', 'facts-dead-letters', 'missed', 'stocks', 'stocks-dead-letters'].map(
        (name) => `factor-mining-dev-market-data-${name}`,
      ),
    );
  });

  test('the schedule may start its function and nothing else', () => {
    const arn = `\${aws_lambda_function.${resourcesOf(template, 'aws_lambda_function')[0]?.name ?? ''}.arn}`;
    expect(may('market-data-schedule', 'lambda:InvokeFunction', arn)).toBe(true);
    expect(may('market-data-schedule', 'lambda:InvokeFunction', 'arn:aws:lambda:other')).toBe(false);
  });
});
