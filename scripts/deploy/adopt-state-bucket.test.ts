import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { stateBucketAddresses } from './adopt-state-bucket.ts';

const folder = mkdtempSync(join(tmpdir(), 'fm-adopt-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the bootstrap begins with the state bucket and what belongs to it, the bucket first, and nothing else', () => {
  const at = (path: string) => ({ '//': { metadata: { path } } });
  const resource = {
    aws_budgets_budget: { budget: at('0-prepare/budget') },
    terraform_data: { protection: { input: 'a' } },
    aws_s3_bucket_policy: { s: at('0-prepare/state/tls-only'), a: at('0-prepare/artifacts/tls-only') },
    aws_s3_bucket: { a: at('0-prepare/artifacts/bucket'), s: at('0-prepare/state/bucket') },
  };
  writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ resource }));
  expect(stateBucketAddresses(folder)).toEqual(['aws_s3_bucket.s', 'aws_s3_bucket_policy.s']);
});
