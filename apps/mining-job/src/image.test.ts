import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mine, planRun, requestOf } from '@fm/mining';
import { resultHashes } from '@fm/results/read';
import { systemClock } from '@fm/platform';
import { openWarehouse, pricesTable, type Warehouse } from '@fm/warehouse';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fm-mining-image-'));
const app = join(folder, 'app');
const run = join(folder, 'run');
const entrypoint = JSON.parse(
  /^ENTRYPOINT (.*)$/m.exec(readFileSync(`${root}stacks/8-factor-mining/Dockerfile`, 'utf8'))?.[1] ?? '[]',
) as string[];

/** Milliseconds between SIGTERM and SIGKILL of a Fargate task. */
const spotNotice = 30_000;

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('the mining image, its exact command on the bundle in an environment of its own', () => {
  let warehouse: Warehouse;
  let environment: Record<string, string>;

  beforeAll(async () => {
    const bundle = `import { bundleProject } from './scripts/bundle.mjs'; await bundleProject('apps/mining-job', '${app}');`;
    const built = spawnSync(process.execPath, ['--input-type=module', '-e', bundle], { cwd: root, encoding: 'utf8' });
    expect(built.stderr).toBe('');
    const home = join(folder, 'home');
    warehouse = await openWarehouse({ home });
    await warehouse.insert(pricesTable, wavePrices(6, '2019-10-01', 262));
    const server = JSON.parse(readFileSync(join(home, 'endpoint.json'), 'utf8')) as Record<string, string>;
    environment = {
      CLICKHOUSE_URL: server['url'] ?? '',
      CLICKHOUSE_USER: server['user'] ?? '',
      CLICKHOUSE_PASSWORD: server['password'] ?? '',
      FM_RUN_FOLDER: `file:${run}`,
      FM_PANEL_FOLDER: `file:${join(folder, 'panels')}`,
    };
    mkdirSync(run);
    writeFileSync(
      join(run, 'request.json'),
      JSON.stringify({ factors: ['ROC20'], ranges: ['2020-01-01..2020-06-30'] }),
    );
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(folder, { recursive: true });
  });

  /** As Batch runs it: the entry point, the command of the state, the place in the array. */
  function batch(command: string, index = 0, more: Record<string, string> = {}): Promise<Ended> {
    return ended(start(command, index, more));
  }

  function start(command: string, index: number, more: Record<string, string>): ChildProcessWithoutNullStreams {
    const [program = '', ...args] = entrypoint;
    expect(program).toBe('node');
    const env = { ...environment, AWS_BATCH_JOB_ARRAY_INDEX: String(index), ...more };
    return spawn(process.execPath, [...args, command], { cwd: app, env });
  }

  test('goes from a request to published results', async () => {
    for (const command of ['validate', 'plan']) expect((await batch(command)).status).toBe(0);
    const sizes = JSON.parse(readFileSync(join(run, 'plan-size.json'), 'utf8')) as Record<string, number>;
    for (const [stage, jobs] of [
      ['panels', sizes['panelsJobs']],
      ['compute', sizes['computeJobs']],
      ['test', sizes['testJobs']],
    ] as const) {
      for (let index = 0; index < (jobs ?? 0); index += 1) expect((await batch(stage, index)).status).toBe(0);
    }
    for (const command of ['summarise', 'publish']) expect((await batch(command)).status).toBe(0);
    const results = JSON.parse(readFileSync(join(run, 'results.json'), 'utf8')) as { run: { status: string } };
    expect(results.run.status).toBe('succeeded');
  });

  test('ends within a Spot notice when it is asked to, in the middle of a slice, and the next attempt finds the same', async () => {
    const request = { factors: ['RSI14'], ranges: ['2020-01-01..2020-06-30'] };
    const folder = join(run, 'spot');
    mkdirSync(folder);
    writeFileSync(join(folder, 'request.json'), JSON.stringify(request));
    const place = { FM_RUN_FOLDER: `file:${folder}` };
    for (const command of ['validate', 'plan']) expect((await batch(command, 0, place)).status).toBe(0);
    const slow = await slowWay(environment['CLICKHOUSE_URL'] ?? '', 200);
    const job = start('compute', 0, { ...place, CLICKHOUSE_URL: slow.url });
    const attempts = () =>
      warehouse.query<{ status: string; error: string }>(
        `SELECT status, error FROM run_attempts FINAL WHERE startsWith(slice_id, 'compute/RSI14') ORDER BY started_at`,
      );
    while ((await attempts())[0]?.status !== 'running') await wait(20);
    const asked = performance.now();
    job.kill('SIGTERM');
    expect(await ended(job)).toMatchObject({ status: 143 });
    expect(performance.now() - asked).toBeLessThan(spotNotice);
    slow.close();
    expect(await attempts()).toMatchObject([{ status: 'failed', error: expect.stringContaining('INTERRUPTED') }]);
    for (const command of ['compute', 'test', 'summarise']) expect((await batch(command, 0, place)).status).toBe(0);
    expect(await attempts()).toMatchObject([{ status: 'failed' }, { status: 'succeeded' }]);
    const { runId } = await planRun(warehouse, requestOf(request));
    const found = await resultHashes(warehouse, runId);
    for (const table of ['runs', 'run_slices', ...Object.keys(found)]) {
      await warehouse.command(`DELETE FROM ${table} WHERE run_id = {run:String}`, { run: runId });
    }
    await mine({ warehouse, request: requestOf(request), clock: systemClock, codeVersion: 'test' });
    expect(await resultHashes(warehouse, runId)).toEqual(found);
  });

  test('ends with status 2, which Batch does not try again, when it is asked wrongly', async () => {
    const { status, stderr } = await batch('dance');
    expect(stderr).toContain('UNKNOWN_COMMAND');
    expect(status).toBe(2);
  });

  test('ends with status 1, which Batch tries again, when the warehouse is away, and shows no password', async () => {
    const { status, stdout, stderr } = await batch('validate', 0, { CLICKHOUSE_URL: 'http://127.0.0.1:9' });
    expect(status).toBe(1);
    expect(stderr).toContain('WAREHOUSE_UNREACHABLE');
    expect(stdout + stderr).not.toContain(environment['CLICKHOUSE_PASSWORD']);
  });
});

/** Waits for a process while this one serves its warehouse. */
function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (texts.stdout += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (texts.stderr += String(chunk)));
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (status) => resolve({ status, ...texts }));
  });
}

/** A way to a server on which everything that is asked takes a while longer, so that a job can be met in its work. */
async function slowWay(url: string, milliseconds: number): Promise<{ readonly url: string; close(): void }> {
  const target = new URL(url);
  const server = createServer((client) => {
    const onward = connect(Number(target.port), target.hostname);
    client.on('data', (chunk) => setTimeout(() => onward.write(chunk), milliseconds));
    onward.pipe(client);
    client.on('error', () => onward.destroy()).on('close', () => onward.destroy());
    onward.on('error', () => client.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: Object.assign(new URL(url), { port: String(port) }).href, close: () => void server.close() };
}
