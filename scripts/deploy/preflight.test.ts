import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { stateFileOf, stateKeyOf } from '@fm/stack-settings';
import { root } from './layers.ts';
import { settingsOf } from './settings-of.ts';
import { findTerraform, isOlder } from './terraform.ts';
import { findMoto, findProviderMirror } from './trial/tools.ts';

const folder = mkdtempSync(join(tmpdir(), 'fm-preflight-'));
/** A Terraform that only reports its version, and records every other call. */
const terraformOf = (version: string, calls = '/dev/null') => {
  const file = join(folder, `terraform-${version}`);
  const answer = `echo '{"terraform_version":"${version}"}'`;
  writeFileSync(file, `#!/bin/sh\ncase "$1" in version) ${answer};; *) echo "$@" >>${calls}; exit 1;; esac\n`);
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

describe('a refusal is one line that names the remedy, with Terraform not started', () => {
  const calls = join(folder, 'calls');
  const home = { HOME: folder, PATH: process.env['PATH'], AWS_EC2_METADATA_DISABLED: 'true' };
  const local = { ...home, FM_STATE_FOLDER: join(folder, 'state'), AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 's' };
  const terraform = (version: string) => ({ TERRAFORM: terraformOf(version, calls) });
  const bucket = { FM_BACKEND: 's3', FM_STATE_BUCKET: 'not-there', FM_S3_PATH_STYLE: 'true' };
  const nobody = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1' };
  const deploy = ['scripts/deploy/stack.ts', 'deploy'];
  const synthesis = ['--disable-warning=DEP0044', 'stacks/main.ts'];
  const signedOut = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };

  const refusals: [string, string[], Record<string, string>, RegExp, number][] = [
    ['an unknown region', [...deploy, '1-networking'], { FM_REGION: 'us-moon-1' }, /^SETTING_INVALID: .*us-east-1/, 2],
    [
      'a CIDR that is too small',
      [...deploy, '1-networking'],
      { FM_VPC_CIDR: '10.0.0.0/27' },
      /^SETTING_INVALID: .*\/16/,
      2,
    ],
    [
      'a CIDR that overlaps',
      [...deploy, '1-networking'],
      { FM_RESERVED_CIDRS: '10.20.128.0/20' },
      /^SETTINGS_CONFLICT: .*overlaps.*Choose a vpcCidr/,
      2,
    ],
    [
      'a ticker that cannot be one',
      [...deploy, '6-sec-filing'],
      { FM_UNIVERSE: 'AAPL,x y' },
      /^SETTING_INVALID: universe.*a ticker symbol/,
      2,
    ],
    ['nobody whom the SEC could write to', [...deploy, '6-sec-filing'], {}, /^CONTACT_MISSING: .*secContact/, 2],
    ['an unknown region in the synthesis', synthesis, { FM_REGION: 'us-moon-1' }, /^SETTING_INVALID: /, 2],
    ['a missing artifact', synthesis, { FM_ARTIFACT_ROOT: folder }, /^ARTIFACT_MISSING: .*npm run build/, 2],
    [
      'a missing state bucket',
      [...deploy, '1-networking'],
      { ...bucket, ...nobody },
      /^STATE_BUCKET_MISSING: .*npm run bootstrap/,
      1,
    ],
    [
      'a bucket that somebody else has',
      ['scripts/deploy/bootstrap.ts'],
      { ...bucket, ...nobody },
      /^STATE_BUCKET_TAKEN: /,
      1,
    ],
    ['a bootstrap without a bucket to make', ['scripts/deploy/bootstrap.ts'], {}, /^USAGE: backend is local/, 2],
    [
      'a stack before its dependency',
      [...deploy, '9-visualization'],
      {},
      /^DEPENDENCY_NOT_DEPLOYED: 9-visualization reads 0-prepare, 1-networking, 2-clickhouse.*npx nx deploy/,
      1,
    ],
    [
      'a Terraform that is too old',
      [...deploy, '1-networking'],
      terraform('1.10.5'),
      /^TERRAFORM_TOO_OLD: .*Install/,
      1,
    ],
    [
      'an absent Terraform',
      [...deploy, '1-networking'],
      { TERRAFORM: '/nowhere/terraform' },
      /^TOOL_MISSING: .*Install/,
      1,
    ],
    ['no credentials', [...deploy, '1-networking'], signedOut, /^AWS_CREDENTIALS_MISSING: .*aws sso login/, 1],
    [
      'a protected environment',
      ['scripts/deploy/stack.ts', 'destroy', '1-networking'],
      { FM_PROTECT: 'true', FM_ALARM_EMAIL: 'operator@example.com' },
      /^ENVIRONMENT_PROTECTED: /,
      1,
    ],
    ['an unknown layer', [...deploy, '10-moon'], {}, /^USAGE: there is no layer 10-moon/, 2],
    [
      'an unknown action',
      ['scripts/deploy/stack.ts', 'explode', '1-networking'],
      {},
      /^USAGE: there is no action explode/,
      2,
    ],
    [
      'an absent Docker',
      ['scripts/deploy/container.ts', '8-factor-mining'],
      { PATH: folder },
      /^TOOL_MISSING: a running Docker.*Install it/,
      1,
    ],
    ['a layer without an image', ['scripts/deploy/container.ts', '0-prepare'], {}, /^USAGE: 0-prepare has no image/, 2],
    [
      'an absent provider mirror',
      ['scripts/deploy/test-deploy.ts'],
      { TERRAFORM_PROVIDER_MIRROR: folder },
      /^TOOL_MISSING: .*terraform providers mirror/,
      1,
    ],
    [
      'an absent moto_server',
      ['scripts/deploy/test-deploy.ts'],
      { ...mirror(), MOTO_SERVER: '/nowhere/moto' },
      /^TOOL_MISSING: moto_server.*pip install/,
      1,
    ],
  ];

  test.each(refusals)('%s', (_what, args, more, line, status) => {
    rmSync(calls, { force: true });
    const env = { ...local, ...terraform('1.11.4'), ...more };
    const ran = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env });
    expect(ran.stderr.trim().split('\n')).toEqual([expect.stringMatching(line)]);
    expect(ran.status).toBe(status);
    expect(existsSync(calls)).toBe(false);
  });
});

/** A folder that looks like a mirror of the provider. */
function mirror(): Record<string, string> {
  const place = join(folder, 'mirror');
  mkdirSync(join(place, 'registry.terraform.io/hashicorp/aws/5.100.0'), { recursive: true });
  return { TERRAFORM_PROVIDER_MIRROR: place };
}

test('states of environments are separate', () => {
  const places = (FM_ENVIRONMENT: string) => {
    const settings = settingsOf({ FM_ENVIRONMENT, FM_ALARM_EMAIL: 'operator@example.com' });
    return [stateFileOf(settings, '0-prepare'), stateKeyOf(settings, '0-prepare')];
  };
  expect(new Set([...places('dev'), ...places('prod')]).size).toBe(4);
});
