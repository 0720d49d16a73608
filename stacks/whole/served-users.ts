import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Sandbox } from '@fm/2-clickhouse/testing';

/** Root folder of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
const serve = `${root}libs/warehouse/src/testing/clickhouse/serve.ts`;

/** Passwords that the sandbox of the boot script has for its users. */
export const passwords = { fm_writer: 'writer-password', fm_reader: 'reader-password' } as const;

export type HostUser = keyof typeof passwords;

/** ClickHouse itself, serving the users that the boot script writes on the host. */
export class ServedUsers {
  readonly #box = new Sandbox();
  #end: () => Promise<void> = () => Promise.resolve();
  /** Address of its HTTP interface. */
  url = '';

  /** Boots, serves, and makes the database, which a server makes when it starts. */
  async start(): Promise<void> {
    const { status, stderr } = this.#box.boot();
    if (status !== 0) throw new Error(stderr);
    const [http, tcp] = [await freePort(), await freePort()];
    this.url = `http://127.0.0.1:${http}`;
    const folder = this.#box.path('/served');
    mkdirSync(join(folder, 'users.d'), { recursive: true });
    // The process that serves needs a session of its own, as the user that the host removes.
    const users = this.#box
      .read('/etc/clickhouse-server/users.d/platform.xml')
      .replace('<default remove="remove"/>', '');
    writeFileSync(join(folder, 'users.d/platform.xml'), users);
    writeFileSync(join(folder, 'users.xml'), ownUser);
    const config = join(folder, 'config.xml');
    writeFileSync(config, configOf(http, tcp, join(folder, 'users.xml')));
    const server = spawn(process.execPath, [serve, join(folder, 'data'), config, String(http)], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const ended = new Promise((resolve) => server.on('close', resolve));
    this.#end = async () => {
      server.stdin.end();
      await ended;
    };
    await new Promise<void>((resolve, reject) => {
      server.stdout.on('data', (chunk: Buffer) => String(chunk).startsWith('ready') && resolve());
      server.on('close', () => reject(new Error('ClickHouse did not start.')));
    });
    await fetch(`${this.url}/`, { method: 'POST', body: 'CREATE DATABASE factors' });
  }

  async end(): Promise<void> {
    await this.#end();
    this.#box.remove();
  }

  /** Variables with which the platform's own programs connect as a user. */
  variables(user: HostUser): Record<string, string> {
    return {
      CLICKHOUSE_URL: this.url,
      CLICKHOUSE_USER: user,
      CLICKHOUSE_PASSWORD: passwords[user],
      CLICKHOUSE_DATABASE: 'factors',
    };
  }

  /** Sends one statement. */
  async ask(
    user: HostUser,
    statement: string,
    parameters: Readonly<Record<string, string>> = {},
    password: string = passwords[user],
  ): Promise<{ status: number; text: string }> {
    const query = new URLSearchParams({ database: 'factors', ...parameters });
    const headers = { 'X-ClickHouse-User': user, 'X-ClickHouse-Key': password };
    const response = await fetch(`${this.url}/?${String(query)}`, { method: 'POST', body: statement, headers });
    return { status: response.status, text: await response.text() };
  }
}

const ownUser =
  '<clickhouse><profiles><default/></profiles><quotas><default/></quotas><users><default><password></password>' +
  '<networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default></users></clickhouse>';

function configOf(http: number, tcp: number, users: string): string {
  return (
    `<clickhouse><listen_host>127.0.0.1</listen_host><http_port>${http}</http_port><tcp_port>${tcp}</tcp_port>` +
    `<users_config>${users}</users_config><logger><level>none</level></logger></clickhouse>`
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
