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
import { ClickhouseStack } from './stack.ts';

const template = templateOf(new ClickhouseStack(testApp(), settingsFor()));

describe('2-clickhouse', () => {
  test('keeps every rule', () => {
    expect(breaches(template)).toEqual([]);
  });

  test('gives every function exactly the variables of its contract', () => {
    expect(environmentMismatches(template)).toEqual([]);
  });

  const [host] = resourcesOf(template, 'aws_instance');
  const userData = String(host?.resource['user_data']);

  test('generates each password as an ephemeral value and writes it write-only', () => {
    const versions = resourcesOf(template, 'aws_secretsmanager_secret_version');
    expect(versions).toHaveLength(2);
    for (const { resource } of versions) {
      expect(resource['secret_string_wo']).toMatch(/^\$\{ephemeral\.aws_secretsmanager_random_password\./);
      expect(resource).not.toHaveProperty('secret_string');
    }
  });

  test('names secrets in user data and holds none, with no password to fall back to', () => {
    expect(userData).not.toContain('random_password');
    expect(userData).not.toMatch(/<password>|password=/);
    expect(userData).toContain('password_sha256_hex');
  });

  test('opens HTTPS on 8443 and removes every other port', () => {
    expect(userData).toContain('<https_port>8443</https_port>');
    for (const port of ['http_port', 'tcp_port', 'mysql_port', 'postgresql_port', 'interserver_http_port']) {
      expect(userData).toContain(`<${port} remove="remove"/>`);
    }
  });

  test('installs one exact version on one exactly named image', () => {
    expect(userData).toContain("export VERSION='26.8.36.3'");
    expect(JSON.stringify(template)).not.toContain('"most_recent":true');
    expect(JSON.stringify(template)).toContain('al2023-ami-2023.12.20260918.0-kernel-6.1-arm64');
  });

  test('keeps the data on a volume of its own that a new host takes over', () => {
    const [volume] = resourcesOf(template, 'aws_ebs_volume');
    expect(JSON.stringify(volume)).not.toContain('aws_instance');
    expect(userData).toContain('blkid "$device" >/dev/null || mkfs.xfs');
    expect(host?.resource['user_data_replace_on_change']).toBe(true);
    expect(resourcesOf(template, 'aws_dlm_lifecycle_policy')).toHaveLength(1);
  });

  test('starts the host when its passwords are there, and finds its image when Amazon has deprecated it', () => {
    const versions = resourcesOf(template, 'aws_secretsmanager_secret_version').map(
      ({ type, name }) => `${type}.${name}`,
    );
    expect(host?.resource['depends_on']).toEqual(expect.arrayContaining(versions));
    expect(JSON.stringify(template)).toContain('"include_deprecated":true');
  });

  test('migrates when the name leads to the host, the volume is there and the passwords have values', () => {
    const [invocation] = resourcesOf(template, 'aws_lambda_invocation');
    const needed = ['aws_route53_record', 'aws_volume_attachment', 'aws_secretsmanager_secret_version'].flatMap(
      (type) => resourcesOf(template, type).map(({ name }) => `${type}.${name}`),
    );
    expect(needed).toHaveLength(4);
    expect(invocation?.resource['depends_on']).toEqual(expect.arrayContaining(needed));
  });

  test('the host may read both passwords, and may neither change them nor read others', () => {
    const writer = resourcesOf(template, 'aws_secretsmanager_secret').find(({ name }) => name.includes('writer'));
    const arn = `\${aws_secretsmanager_secret.${writer?.name ?? ''}.arn}`;
    expect(mayDo(template, 'clickhouse', 'secretsmanager:GetSecretValue', arn)).toBe(true);
    expect(mayDo(template, 'clickhouse', 'secretsmanager:PutSecretValue', arn)).toBe(false);
    expect(mayDo(template, 'clickhouse', 'secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:other')).toBe(false);
    expect(mayDo(template, 'clickhouse', 's3:GetObject', 'arn:aws:s3:::any/thing')).toBe(false);
  });
});
