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

  test('asks its provider from one execution at a time where the account can reserve it', () => {
    const reserving = templateOf(new MarketDataStack(testApp(), { ...settingsFor(), reserveConcurrency: true }));
    expect(resourcesOf(reserving, 'aws_lambda_function')[0]?.resource['reserved_concurrent_executions']).toBe(1);
  });

  test('the schedule may start its function and nothing else', () => {
    const arn = `\${aws_lambda_function.${resourcesOf(template, 'aws_lambda_function')[0]?.name ?? ''}.arn}`;
    expect(may('market-data-schedule', 'lambda:InvokeFunction', arn)).toBe(true);
    expect(may('market-data-schedule', 'lambda:InvokeFunction', 'arn:aws:lambda:other')).toBe(false);
  });
});
