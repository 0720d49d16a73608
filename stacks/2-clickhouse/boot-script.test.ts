import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Sandbox } from './boot-sandbox.ts';

const box = new Sandbox();
afterAll(() => box.remove());

const usersFile = '/etc/clickhouse-server/users.d/platform.xml';
const serverFile = '/etc/clickhouse-server/config.d/platform.xml';
const tls = '/var/lib/clickhouse/tls';
const hashOf = (text: string) => spawnSync('sha256sum', { input: text, encoding: 'utf8' }).stdout.slice(0, 64);

test('the boot script fits into user data and leaves no shell expansion that Terraform would take for its own', () => {
  expect(Buffer.byteLength(box.rendered)).toBeLessThan(16 * 1024);
  expect(box.script.replaceAll('$${', '')).not.toContain('${');
});

test('a repository key with another fingerprint ends the boot before anything is installed', () => {
  const { status, stderr } = box.boot({ FINGERPRINT: '0'.repeat(40) });
  expect(stderr).toMatch(/The key of the ClickHouse repository is 0{40}, not 3A9EA119.*nothing is installed/);
  expect(status).toBe(1);
  expect(box.calls('dnf')).toEqual([]);
});

describe('the first boot', () => {
  beforeAll(() => {
    box.forget();
    expect(box.boot()).toMatchObject({ status: 0, stderr: expect.not.stringContaining('rror') });
  });

  test('formats a volume without a file system, mounts it, and mounts it again after a restart', () => {
    expect(box.calls('mkfs.xfs')).toHaveLength(1);
    expect(box.calls('mount')[0]).toMatch(/-o noatime .*nvme-Amazon_Elastic_Block_Store_vol0123 .*clickhouse$/);
    expect(box.read('/etc/fstab')).toContain('xfs noatime,nofail 0 2');
  });

  test('installs one exact version from a repository whose metadata are checked against the pinned key', () => {
    expect(box.calls('dnf')[0]).toContain('clickhouse-server-26.8.36.3 clickhouse-client-26.8.36.3');
    const repository = box.read('/etc/yum.repos.d/clickhouse.repo');
    expect(repository).toContain('repo_gpgcheck=1');
    expect(repository).toContain(`gpgkey=file://${box.root}/etc/pki/rpm-gpg/RPM-GPG-KEY-clickhouse`);
  });

  test('writes a server configuration that the user clickhouse may read', () => {
    expect(statSync(box.path(serverFile)).mode & 0o777).toBe(0o644);
    expect(unclosed(box.read(serverFile))).toEqual([]);
    expect(box.read(serverFile)).toContain('<default_database>factors</default_database>');
  });

  test('gives each user the hash of its secret, readable only by ClickHouse', () => {
    const users = box.read(usersFile);
    expect(unclosed(users)).toEqual([]);
    expect(users).toMatch(new RegExp(`<fm_writer>\\s*<password_sha256_hex>${hashOf('writer-password')}<`));
    expect(users).toMatch(new RegExp(`<fm_reader>\\s*<password_sha256_hex>${hashOf('reader-password')}<`));
    expect(statSync(box.path(usersFile)).mode & 0o777).toBe(0o600);
    expect(box.calls('chown')).toContainEqual(expect.stringMatching(/^clickhouse:clickhouse .*platform\.xml\.new$/));
  });

  test('the reading user may not lift its limits, and nobody is left who needs no password', () => {
    const users = box.read(usersFile);
    expect(users).toContain('<max_execution_time><min>1</min><max>60</max></max_execution_time>');
    expect(users).toContain('<max_result_rows><min>1</min><max>20000000</max></max_result_rows>');
    expect(users).toContain('<default remove="remove"/>');
  });

  test('leaves no password in any file', () => {
    for (const file of box.files()) expect(readFileSync(file, 'latin1')).not.toMatch(/(writer|reader)-password/);
  });

  test('publishes its authority, which clients then trust for the name of the host and for a forwarded port', async () => {
    const ca = box.read('/put-secret-value');
    const options = { key: box.read(`${tls}/server.key`), cert: box.read(`${tls}/server.pem`) };
    const server = createServer(options, (_, answer) => answer.end('Ok.')).listen(0, '127.0.0.1');
    const { port } = await new Promise<AddressInfo>((resolve) =>
      server.on('listening', () => resolve(server.address() as AddressInfo)),
    );
    const ask = (servername: string) =>
      new Promise<number | undefined>((resolve, reject) =>
        get({ host: '127.0.0.1', port, ca, servername }, (answer) => resolve(answer.resume().statusCode)).on(
          'error',
          reject,
        ),
      );
    try {
      expect(await ask('clickhouse.test.internal')).toBe(200);
      expect(await ask('localhost')).toBe(200);
      await expect(ask('elsewhere.internal')).rejects.toThrow(/does not match/);
    } finally {
      server.close();
    }
  });
});

describe('a host that replaces another one', () => {
  test('keeps the file system and the authority, and writes its own files again', () => {
    const before = box.read(`${tls}/ca.pem`);
    writeFileSync(box.path('/formatted'), '');
    rmSync(box.path('/etc'), { recursive: true });
    mkdirSync(box.path('/etc/systemd/system'), { recursive: true });
    expect(box.boot().status).toBe(0);
    expect(box.calls('mkfs.xfs')).toHaveLength(1);
    expect(box.read(`${tls}/ca.pem`)).toBe(before);
    expect(existsSync(box.path(usersFile))).toBe(true);
  });
});

describe('every five minutes', () => {
  test('users follow their secrets', () => {
    expect(box.helper('write_users', { WRITER_PASSWORD: 'rotated' }).status).toBe(0);
    expect(box.read(usersFile)).toContain(hashOf('rotated'));
  });

  test.each(['FAIL', 'EMPTY'])('a secret that cannot be read (%s) changes no user', (password) => {
    const before = box.read(usersFile);
    expect(box.helper('write_users', { WRITER_PASSWORD: password }).status).not.toBe(0);
    expect(box.read(usersFile)).toBe(before);
    expect(readdirSync(box.path('/etc/clickhouse-server/users.d'))).toEqual(['platform.xml']);
  });

  test('a certificate is renewed in its last month, and not before', () => {
    const fingerprint = () => hashOf(box.read(`${tls}/server.pem`));
    const first = fingerprint();
    box.helper('renew_certificate');
    expect(fingerprint()).toBe(first);
    box.expireCertificate();
    const ending = fingerprint();
    box.helper('renew_certificate');
    expect(fingerprint()).not.toBe(ending);
  });

  test('the metrics say how full the volume is and whether ClickHouse answers', () => {
    box.helper('put_metrics');
    const metrics = box.calls('aws').filter((call) => call.startsWith('cloudwatch'));
    expect(metrics.at(-2)).toMatch(/--metric-name DataVolumeUsedPercent --value \d+$/);
    expect(metrics.at(-1)).toMatch(/--metric-name Alive --value 1$/);
  });
});

/** Elements of an XML text that are not closed in order. */
function unclosed(xml: string): string[] {
  const open: string[] = [];
  for (const [, slash, name, empty] of xml.matchAll(/<(\/?)([\w-]+)[^>]*?(\/?)>/g)) {
    if (empty === '/') continue;
    if (slash === '') open.push(name as string);
    else if (open.pop() !== name) return [...open, name as string];
  }
  return open;
}
