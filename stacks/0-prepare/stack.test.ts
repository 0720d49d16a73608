import { describe, expect, test } from '@jest/globals';
import { breaches, resourcesOf, settingsFor, templateOf, testApp } from '@fm/stack-policy';
import { lambdaNames, type LocatedArtifacts } from '@fm/stack-artifacts';
import { PrepareStack } from './stack.ts';

const artifacts = Object.fromEntries(
  lambdaNames.map((name) => [name, { file: '/dev/null', key: `lambda/${name}/hash.zip` }]),
) as unknown as LocatedArtifacts;
const template = templateOf(new PrepareStack(testApp(), settingsFor(), artifacts));

describe('0-prepare', () => {
  test('keeps every rule', () => {
    expect(breaches(template)).toEqual([]);
  });

  test('uploads every function under its content-hash key', () => {
    const keys = resourcesOf(template, 'aws_s3_object').map(({ resource }) => resource['key']);
    expect(keys.sort()).toEqual(lambdaNames.map((name) => `lambda/${name}/hash.zip`).sort());
  });

  test('protects the buckets of production and lets those of a trial go with their objects', () => {
    const buckets = (protect: boolean) =>
      resourcesOf(
        templateOf(new PrepareStack(testApp(), settingsFor({ protect, alarmEmail: 'quant@example.com' }), artifacts)),
        'aws_s3_bucket',
      );
    expect(buckets(false).every(({ resource }) => resource['force_destroy'] === true)).toBe(true);
    expect(JSON.stringify(buckets(true)[0]?.resource['lifecycle'])).toContain('"prevent_destroy":true');
  });

  test('keeps its state in a locked, encrypted object when the settings say so', () => {
    const settings = settingsFor({ backend: 's3', stateBucket: 'some-state' });
    const { terraform } = templateOf(new PrepareStack(testApp(), settings, artifacts)) as unknown as {
      terraform: { backend: { s3: object } };
    };
    expect(terraform.backend.s3).toMatchObject({ bucket: 'some-state', use_lockfile: true, encrypt: true });
  });

  test('signs every function when code signing is on', () => {
    const signed = templateOf(new PrepareStack(testApp(), settingsFor({ codeSigning: true }), artifacts));
    expect(resourcesOf(signed, 'aws_signer_signing_job')).toHaveLength(lambdaNames.length);
    expect(JSON.stringify(resourcesOf(signed, 'aws_lambda_code_signing_config'))).toContain('Enforce');
  });
});
