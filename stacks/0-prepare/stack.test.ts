import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseUniverse, universeText } from '@fm/platform/universe';
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
    const keys = resourcesOf(template, 'aws_s3_object').map(({ resource }) => String(resource['key']));
    expect(keys.filter((key) => key.startsWith('lambda/')).sort()).toEqual(
      lambdaNames.map((name) => `lambda/${name}/hash.zip`).sort(),
    );
  });

  const listOf = (changes: Readonly<Record<string, unknown>>) => {
    const made = templateOf(new PrepareStack(testApp(), settingsFor(changes), artifacts));
    const object = resourcesOf(made, 'aws_s3_object').find(({ resource }) => resource['key'] === 'universe.csv');
    return parseUniverse(String(object?.resource['content']), 'universe.csv');
  };

  test('puts the stocks of the settings into the data bucket as collectors read them, with and without a CIK', () => {
    const universe = ['AAPL', 'VOD.L', '7203.T'];
    expect(listOf({ universe })).toEqual([
      { symbol: 'AAPL', cik: '0000320193' },
      { symbol: 'VOD.L' },
      { symbol: '7203.T' },
    ]);
    expect(listOf({})).toHaveLength(30);
  });

  test('puts the stocks of a file there, more of them than a variable holds, and refuses a file that is none', () => {
    const artifactRoot = mkdtempSync(join(tmpdir(), 'fm-universe-'));
    const stocks = Array.from({ length: 4000 }, (_, at) => ({ symbol: `${1000 + at}.T` }));
    writeFileSync(join(artifactRoot, 'stocks.csv'), universeText(stocks));
    writeFileSync(join(artifactRoot, 'other.csv'), 'ticker\nAAPL\n');
    expect(listOf({ artifactRoot, universeFile: 'stocks.csv' })).toEqual(stocks);
    expect(() => listOf({ artifactRoot, universeFile: 'other.csv' })).toThrow(/UNIVERSE_INVALID.*ticker/);
    rmSync(artifactRoot, { recursive: true });
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
