import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { stateFileOf } from '@fm/constructs';
import { root } from './layers.ts';
import { settingsOf } from './settings-of.ts';
import { findTerraform, isOlder } from './terraform.ts';
import { findMoto, findProviderMirror } from './trial/tools.ts';

const folder = mkdtempSync(join(tmpdir(), 'fm-preflight-'));
const terraformOf = (version: string) => {
  const file = join(folder, `terraform-${version}`);
  writeFileSync(file, `#!/bin/sh\necho '{"terraform_version":"${version}"}'\n`);
  chmodSync(file, 0o755);
  return file;
};
afterAll(() => rmSync(folder, { recursive: true }));

describe('tools', () => {
  test('an absent Terraform is named, with where to get it', () => {
    expect(() => findTerraform({ TERRAFORM: '/nowhere/terraform' })).toThrow(
      /TOOL_MISSING: Terraform.*Install it from/,
    );
  });

  test('a Terraform without write-only arguments is too old', () => {
    expect(() => findTerraform({ TERRAFORM: terraformOf('1.10.5') })).toThrow(
      /TERRAFORM_TOO_OLD: Terraform is 1\.10\.5/,
    );
    expect(findTerraform({ TERRAFORM: terraformOf('1.12.0') }).version).toBe('1.12.0');
  });

  test('versions are compared by their numbers', () => {
    expect(isOlder('1.9.9', '1.11.0')).toBe(true);
    expect(isOlder('1.11.0', '1.11.0')).toBe(false);
    expect(isOlder('2.0.0', '1.11.0')).toBe(false);
  });

  test('an absent moto_server and an absent provider mirror are named, with the line that installs them', () => {
    expect(() => findMoto({ MOTO_SERVER: '/nowhere/moto' })).toThrow(/TOOL_MISSING: moto_server.*pip install/);
    expect(() => findProviderMirror({ TERRAFORM_PROVIDER_MIRROR: folder })).toThrow(/terraform providers mirror/);
  });
});

describe('an action ends before anything is changed', () => {
  const stateFolder = join(folder, 'state');
  const home = { HOME: folder, PATH: process.env['PATH'], AWS_EC2_METADATA_DISABLED: 'true' };
  const variables = { ...home, TERRAFORM: '', FM_STATE_FOLDER: stateFolder };
  beforeAll(() => {
    variables.TERRAFORM = terraformOf('1.11.4');
  });
  const act = (args: string[], more: Record<string, string> = {}) =>
    spawnSync(process.execPath, ['scripts/deploy/stack.ts', ...args], {
      cwd: root,
      encoding: 'utf8',
      env: { ...variables, ...more },
    });
  const credentials = { AWS_ACCESS_KEY_ID: 'trial', AWS_SECRET_ACCESS_KEY: 'trial' };

  test('without credentials', () => {
    const { status, stderr } = act(['deploy', '1-networking']);
    expect(stderr).toMatch(/^AWS_CREDENTIALS_MISSING: .*aws sso login/m);
    expect(status).toBe(1);
  });

  test('without the layers that it reads', () => {
    const { status, stderr } = act(['deploy', '9-visualization'], credentials);
    expect(stderr).toMatch(/^DEPENDENCY_NOT_DEPLOYED: 9-visualization reads 0-prepare, 1-networking, 2-clickhouse/m);
    expect(status).toBe(1);
  });

  test('when the environment is protected', () => {
    const { stderr } = act(['destroy', '1-networking'], { ...credentials, FM_PROTECT: 'true' });
    expect(stderr).toMatch(/^ENVIRONMENT_PROTECTED: /m);
  });

  test('when the state bucket is missing', () => {
    const settings = { FM_BACKEND: 's3', FM_STATE_BUCKET: 'not-there', FM_S3_PATH_STYLE: 'true' };
    const nobody = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1' };
    const { stderr } = act(['plan', '1-networking'], { ...credentials, ...settings, ...nobody });
    expect(stderr).toMatch(/^STATE_BUCKET_MISSING: .*npm run bootstrap/m);
  });

  test('with the exit status of wrong use, when there is no such layer or action', () => {
    expect(act(['deploy', '10-moon']).status).toBe(2);
    expect(act(['explode', '1-networking']).stderr).toMatch(/^USAGE: there is no action explode/m);
  });

  test('and states of environments stand apart', () => {
    const file = (FM_ENVIRONMENT: string) => stateFileOf(settingsOf({ FM_ENVIRONMENT }), '0-prepare');
    expect(file('dev')).not.toBe(file('prod'));
  });
});
