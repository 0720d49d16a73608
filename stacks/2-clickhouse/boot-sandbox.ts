import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { bootScript } from './boot-script.ts';

const fingerprint = '3A9EA1193A97B548BE1457D48919F6BD2B48D754';

/** Commands that only a host has; each writes down how it was called. */
const commands: Readonly<Record<string, string>> = {
  aws: `case "$*" in
    *get-secret-value*writer-arn*) [ "$WRITER_PASSWORD" = FAIL ] && exit 254; [ "$WRITER_PASSWORD" = EMPTY ] || echo "\${WRITER_PASSWORD:-writer-password}";;
    *get-secret-value*reader-arn*) echo reader-password;;
    *put-secret-value*) cp "$(echo "\${@: -1}" | sed s,file://,,)" $ROOT/put-secret-value;;
  esac`,
  blkid: 'case "$*" in *UUID*) echo 0-1;; *) [ -e $ROOT/formatted ];; esac',
  chown: ':',
  curl: 'case "$*" in *repomd*) touch "$5";; esac',
  dnf: 'mkdir -p $ROOT/etc/clickhouse-server/config.d $ROOT/etc/clickhouse-server/users.d',
  gpg: `echo "pub:-:4096"; echo "fpr:::::::::\${FINGERPRINT:-${fingerprint}}:"`,
  'mkfs.xfs': ':',
  mount: ':',
  mountpoint: 'exit 1',
  systemctl: ':',
  xfs_growfs: ':',
};

/** A folder in which the boot script runs as on a host: its absolute paths lie in it, a host's commands are recorded. */
export class Sandbox {
  readonly root = mkdtempSync(join(tmpdir(), 'fm-boot-'));
  /** User data as the stack writes it. */
  readonly script = bootScript({
    REGION: 'us-east-1',
    VERSION: '26.8.36.3',
    VOLUME_ID: 'vol-0123',
    HOST_NAME: 'clickhouse.test.internal',
    DATABASE: 'factors',
    WRITER: 'fm_writer',
    WRITER_SECRET: 'writer-arn',
    READER: 'fm_reader',
    READER_SECRET: 'reader-arn',
    CA_SECRET: 'ca-arn',
    METRIC_NAMESPACE: 'test',
  });
  /** What Terraform makes of it: its escapes undone. */
  readonly rendered = this.script.replaceAll('$${', () => '${').replaceAll('%%{', '%{');

  constructor() {
    for (const folder of ['bin', 'etc/systemd/system', 'usr/local/sbin', 'dev/disk/by-id']) this.#make(folder);
    for (const [name, body] of Object.entries(commands)) {
      const file = this.path(`/bin/${name}`);
      writeFileSync(file, `#!/bin/bash\necho "$*" >>$ROOT/calls-${name}\n${body}\n`);
      chmodSync(file, 0o755);
    }
    writeFileSync(this.path('/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123'), '');
  }

  path(absolute: string): string {
    return join(this.root, absolute);
  }

  read(absolute: string): string {
    return readFileSync(this.path(absolute), 'utf8');
  }

  /** Runs the whole boot script. */
  boot(environment: Record<string, string> = {}): SpawnSyncReturns<string> {
    for (const folder of ['etc/pki/rpm-gpg', 'etc/yum.repos.d']) this.#make(folder);
    writeFileSync(this.path('/etc/fstab'), '');
    const moved = this.rendered.replaceAll(/(?<![\w./])\/(etc|var\/lib|usr\/local|dev\/disk)\//g, `${this.root}/$1/`);
    return this.#run(['-c', moved], environment);
  }

  /** Runs one command of the helper that the timer runs. */
  helper(command: string, environment: Record<string, string> = {}): SpawnSyncReturns<string> {
    return this.#run([this.path('/usr/local/sbin/fm-clickhouse'), command], environment);
  }

  /** How a command was called, call by call. */
  calls(command: string): string[] {
    const file = this.path(`/calls-${command}`);
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  }

  /** Forgets all calls. */
  forget(): void {
    for (const name of Object.keys(commands)) rmSync(this.path(`/calls-${name}`), { force: true });
  }

  /** Every file that a boot wrote. */
  files(): string[] {
    return ['etc', 'var', 'usr'].flatMap((folder) =>
      readdirSync(this.path(folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name)),
    );
  }

  /** Puts a certificate in place that ends tomorrow. */
  expireCertificate(): void {
    const tls = this.path('/var/lib/clickhouse/tls');
    const args = ['x509', '-req', '-days', '1', '-in', `${tls}/server.csr`, '-CA', `${tls}/ca.pem`];
    const made = spawnSync('openssl', [...args, '-CAkey', `${tls}/ca.key`, '-out', `${tls}/server.pem`]);
    if (made.status !== 0) throw new Error(String(made.stderr));
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }

  #make(folder: string): void {
    mkdirSync(this.path(folder), { recursive: true });
  }

  #run(args: string[], environment: Record<string, string>): SpawnSyncReturns<string> {
    const PATH = [this.path('/bin'), process.env['PATH'] ?? ''].join(delimiter);
    return spawnSync('bash', args, { encoding: 'utf8', env: { PATH, ROOT: this.root, ...environment } });
  }
}
