import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { readRequest } from '@fm/mining';
import { mineCommand } from './commands/mine.ts';
import { argumentsOf, ProcessStarter } from './process-starter.ts';

const usualHome = process.env['FM_HOME'];
const folders: string[] = [];

afterEach(async () => {
  if (usualHome === undefined) delete process.env['FM_HOME'];
  else process.env['FM_HOME'] = usualHome;
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** Starts a run over a warehouse without prices, which `fm mine` refuses. */
async function startInVain(runId: string): Promise<{ starter: ProcessStarter; id: string }> {
  const home = await mkdtemp(join(tmpdir(), 'fm-starter-'));
  folders.push(home);
  process.env['FM_HOME'] = home;
  const starter = new ProcessStarter();
  const { id } = await starter.start({ runId, input: {}, request: readRequest({ factors: 'RSI14' }) });
  return { starter, id };
}

async function endOf(starter: ProcessStarter, runId: string) {
  for (let tries = 0; tries < 600; tries++) {
    const end = await starter.endOf(runId);
    if (end !== undefined) return end;
    await wait(100);
  }
  throw new Error('The process did not end.');
}

test('how a started process ended is known with its last words, and of no other run', async () => {
  const { starter } = await startInVain('refused');
  expect(await starter.endOf('refused')).toBeUndefined();
  const { how, said } = await endOf(starter, 'refused');
  expect(how).toMatch(/^status [12]$/);
  expect(said).toContain('fm ingest prices');
  expect(await starter.endOf('another')).toBeUndefined();
}, 90_000);

test('a process that is killed says nothing, and the next run may start', async () => {
  const { starter, id } = await startInVain('killed');
  process.kill(Number(id), 'SIGKILL');
  expect(await endOf(starter, 'killed')).toEqual({ how: 'signal SIGKILL', said: '' });
  await starter.start({ runId: 'next', input: {}, request: readRequest({ factors: 'RSI14' }) });
  expect(await starter.endOf('killed')).toBeUndefined();
  await starter.stop();
}, 90_000);

test('an order is the same request when `fm mine` reads the arguments that it is started with', () => {
  const text = {
    ...{ factors: 'RSI14,ROC20', ranges: 'quarterly', holdout: '2023-01-01..2023-12-31' },
    ...{ winsorise: '0.05', neutralise: 'size', threadNo: '2' },
  };
  const request = readRequest(text);
  const given = argumentsOf({ request, jobs: 3 });
  const command = mineCommand().action(() => undefined);
  const options = command.parse(given, { from: 'user' }).opts();
  expect(readRequest(options)).toEqual(request);
  expect(options).toMatchObject({ jobs: 3, winsorise: '0.05', neutralise: 'size' });
});

test('without a number of slices at once `fm mine` chooses it', () => {
  expect(argumentsOf({ request: readRequest({}) })).not.toContain('--jobs');
});
