import { CreateStateMachineCommand, SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { ExecutionsBody } from '../api/operation-schemas.ts';
import { createDashboard } from '../server/dashboard.ts';
import { ask } from '../testing/ask.ts';
import { temporaryWarehouse } from '../testing/fixture.ts';
import { motoInstalled, startMoto } from '../testing/moto.ts';
import { StateMachine } from './state-machine.ts';

const withMoto = motoInstalled ? describe : describe.skip;
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const definition = JSON.stringify({ StartAt: 'Mine', States: { Mine: { Type: 'Pass', End: true } } });
const request = { factors: ['RSI14'], ranges: 'yearly' };

withMoto(
  `the executions of a state machine${motoInstalled ? '' : ' (skipped: no moto_server; pip install moto[server])'}`,
  () => {
    let moto: Awaited<ReturnType<typeof startMoto>>;
    let client: SFNClient;
    let machine: StateMachine;
    let app: FastifyInstance;
    let remove: () => Promise<void>;

    beforeAll(async () => {
      moto = await startMoto();
      client = new SFNClient({ region: 'us-east-1', endpoint: moto.endpoint, credentials });
      const { stateMachineArn = '' } = await client.send(
        new CreateStateMachineCommand({
          name: 'mining',
          definition,
          roleArn: 'arn:aws:iam::123456789012:role/mining',
        }),
      );
      machine = new StateMachine(stateMachineArn, client);
      const made = await temporaryWarehouse(false);
      remove = made.remove;
      app = await createDashboard({ warehouse: made.warehouse, stateMachine: machine });
    });
    afterAll(async () => {
      await app.close();
      await remove();
      moto.stop();
    });

    async function executions(): Promise<ExecutionsBody> {
      return (await ask(app, '/api/v1/executions')).body as ExecutionsBody;
    }

    test('are shown newest first with input, state and error, as they are now', async () => {
      expect(await executions()).toEqual({ configured: true, rows: [] });
      const order = { runId: '0123456789abcdef', input: request, request: {} as never };
      const { kind, id } = await machine.start(order);
      expect([kind, id]).toEqual(['execution', expect.stringContaining(':execution:mining:page-0123456789abcdef-')]);
      const [going] = (await executions()).rows;
      expect(going).toMatchObject({ arn: id, status: 'RUNNING', stoppedAt: null, error: '' });
      expect(JSON.parse(going?.input ?? '')).toEqual(request);
      expect(await machine.endOf(order.runId)).toBeUndefined();

      await client.send(new StopExecutionCommand({ executionArn: id, error: 'Stopped', cause: 'by <b>hand</b>' }));
      expect(await machine.endOf(order.runId)).toMatchObject({ how: 'ABORTED' });
      expect(await machine.endOf('another')).toBeUndefined();
      await machine.start({ ...order, runId: 'fedcba9876543210' });
      const rows = (await executions()).rows;
      expect(rows.map(({ status }) => status).sort()).toEqual(['ABORTED', 'RUNNING']);
      expect(rows.find(({ status }) => status === 'ABORTED')?.stoppedAt).not.toBeNull();
    });

    test('can be had as CSV', async () => {
      const { text, headers } = await ask(app, '/api/v1/executions?format=csv');
      expect(headers['content-type']).toContain('text/csv');
      expect(text.split('\r\n')[0]).toBe('arn,name,status,startedAt,stoppedAt,durationMs,state,input,error');
    });

    test('that cannot be asked for are a 503 with a remedy, without a stack', async () => {
      const lost = new StateMachine(
        'arn:aws:states:us-east-1:123456789012:stateMachine:gone',
        new SFNClient({ region: 'us-east-1', endpoint: moto.endpoint, credentials, maxAttempts: 1 }),
      );
      await expect(lost.executions()).rejects.toMatchObject({ code: 'STATE_MACHINE_UNAVAILABLE', status: 503 });
    });
  },
);
