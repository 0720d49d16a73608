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
import { FinancialReportStack } from './stack.ts';

const template = templateOf(new FinancialReportStack(testApp(), settingsFor()));

describe('7-financial-report', () => {
  test('keeps every rule', () => {
    expect(breaches(template)).toEqual([]);
  });

  test('gives every function exactly the variables of its contract', () => {
    expect(environmentMismatches(template)).toEqual([]);
  });

  const bucket = `\${aws_s3_bucket.${resourcesOf(template, 'aws_s3_bucket')[0]?.name ?? ''}.arn}`;
  const may = (role: string, action: string, resource: string) => mayDo(template, role, action, resource);

  test('the function may read reports, keep answers, and change no report', () => {
    expect(may('financial-report-process', 's3:GetObject', `${bucket}/reports/V/2023.pdf`)).toBe(true);
    expect(may('financial-report-process', 's3:PutObject', `${bucket}/answers/a.json`)).toBe(true);
    expect(may('financial-report-process', 's3:PutObject', `${bucket}/reports/V/2023.pdf`)).toBe(false);
  });

  test('an answer that is written starts nothing', () => {
    expect(JSON.stringify(resourcesOf(template, 'aws_s3_bucket_notification'))).toContain('"filter_prefix":"reports/"');
  });
});
