import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildClient } from '@fm/visualization';
import { openWarehouse, type Warehouse } from '@fm/warehouse';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fm-dashboard-image-'));
const app = join(folder, 'app');
const [program, ...args] = JSON.parse(
  /^ENTRYPOINT (.*)$/m.exec(readFileSync(`${root}stacks/9-visualization/Dockerfile`, 'utf8'))?.[1] ?? '[]',
) as string[];

describe('the dashboard image, its exact command on the bundle in an environment of its own', () => {
  let warehouse: Warehouse;
  let environment: Record<string, string>;

  beforeAll(async () => {
    const bundle = `import { bundleProject } from './scripts/bundle.mjs'; await bundleProject('apps/dashboard', '${app}');`;
    const built = spawnSync(process.execPath, ['--input-type=module', '-e', bundle], { cwd: root, encoding: 'utf8' });
    expect(built.stderr).toBe('');
    await buildClient(join(app, 'public'));
    const home = join(folder, 'home');
    warehouse = await openWarehouse({ home });
    const server = JSON.parse(readFileSync(join(home, 'endpoint.json'), 'utf8')) as Record<string, string>;
    environment = {
      HOST: '127.0.0.1',
      PORT: '0',
      CLICKHOUSE_URL: server['url'] ?? '',
      CLICKHOUSE_USER: server['user'] ?? '',
      CLICKHOUSE_PASSWORD: server['password'] ?? '',
    };
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(folder, { recursive: true });
  });

  test('starts, is healthy and ready, and ends when it is told to', async () => {
    const { child, url } = await start({});
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/`)).status).toBe(200);
    expect(await stop(child)).toBe(0);
  });

  test('behind a login answers nobody without one, but the health check', async () => {
    const { child, url } = await start({
      OIDC_SIGNER: 'arn:aws:elasticloadbalancing:eu-west-1:own:loadbalancer/app/dashboard/1',
      OIDC_ISSUER: 'https://issuer.example',
      OIDC_CLIENT_ID: 'client',
    });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/`)).status).toBe(401);
    expect((await fetch(`${url}/`, { headers: { 'x-amzn-oidc-data': 'a.b.c' } })).status).toBe(401);
    expect(await stop(child)).toBe(0);
  });

  async function start(more: Record<string, string>): Promise<{ child: ChildProcessWithoutNullStreams; url: string }> {
    expect(program).toBe('node');
    const child = spawn(process.execPath, args, { cwd: app, env: { ...environment, ...more } });
    let text = '';
    const url = await new Promise<string>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        text += String(chunk);
        const found = /"url":"(http[^"]+)".*dashboard is ready/.exec(text)?.[1];
        if (found !== undefined) resolve(found);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.on('close', () => reject(new Error(text)));
    });
    return { child, url };
  }
});

function stop(child: ChildProcessWithoutNullStreams): Promise<number | null> {
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  child.kill('SIGTERM');
  return closed;
}
