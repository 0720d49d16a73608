import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { motoInstalled, motoInstallLine, startMoto, type MotoServer } from '@fm/object-store/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deadLettersOf, replay, type DeployedState } from './replay-queues.ts';

const region = 'us-east-1';
const account = '1'.repeat(12);
let moto: MotoServer;
let sqs: SQSClient;

const title = motoInstalled ? 'a replay' : `skipped: needs moto_server (${motoInstallLine})`;
(motoInstalled ? describe : describe.skip)(title, () => {
  beforeAll(async () => {
    moto = await startMoto();
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: moto.endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    });
    sqs = new SQSClient({ region });
  });
  afterAll(async () => {
    delete process.env['AWS_ENDPOINT_URL'];
    await moto.stop();
  });

  /** A queue as Terraform's state describes it, with messages in it. */
  async function queue(name: string, bodies: readonly string[] = [], more: object = {}) {
    const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
    for (const MessageBody of bodies) await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody }));
    return { name, url, arn: `arn:aws:sqs:${region}:${account}:${name}`, redrive_policy: '', ...more };
  }
  const resource = (type: string, ...attributes: Readonly<Record<string, unknown>>[]) => ({
    type,
    instances: attributes.map((one) => ({ attributes: one })),
  });
  const bodiesOf = async (url: string): Promise<string[]> => {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }));
    return Messages.map(({ Body = '' }) => Body);
  };
  const replayAll = async (state: DeployedState): Promise<Record<string, number>> => {
    const done: Record<string, number> = {};
    for (const letters of deadLettersOf(state, region)) done[letters.name] = await replay(letters, region);
    return done;
  };

  test('puts the messages of a queue back into it, all of them', async () => {
    const bodies = Array.from({ length: 23 }, (_, at) => `{"symbol":"S${at}","event":{}}`);
    const dead = await queue('stocks-dead-letters', bodies);
    const policy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 5 });
    const stocks = await queue('stocks', [], { redrive_policy: policy });
    expect(await replayAll({ resources: [resource('aws_sqs_queue', dead, stocks)] })).toEqual({
      'stocks-dead-letters': 23,
    });
    expect(await bodiesOf(dead.url)).toEqual([]);
    const back = [...(await bodiesOf(stocks.url)), ...(await bodiesOf(stocks.url)), ...(await bodiesOf(stocks.url))];
    expect(back.toSorted()).toEqual(bodies.toSorted());
  }, 60_000);

  test('starts a workflow again with the input of a schedule that missed it', async () => {
    const sfn = new SFNClient({ region });
    const { stateMachineArn = '' } = await sfn.send(
      new CreateStateMachineCommand({
        name: 'mining',
        roleArn: `arn:aws:iam::${account}:role/mining`,
        definition: '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}',
      }),
    );
    const input = '{"factors":"all","scheduledTime":"2026-03-07T08:00:00Z"}';
    const dead = await queue('missed', [input]);
    const target = [{ arn: stateMachineArn, dead_letter_config: [{ arn: dead.arn }] }];
    const state = { resources: [resource('aws_sqs_queue', dead), resource('aws_scheduler_schedule', { target })] };
    expect(await replayAll(state)).toEqual({ missed: 1 });
    const { executions = [] } = await sfn.send(new ListExecutionsCommand({ stateMachineArn }));
    expect(executions).toHaveLength(1);
    const { executionArn } = executions[0] ?? {};
    expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ input });
  }, 60_000);

  test('leaves a message where it is when the function cannot be started', async () => {
    const dead = await queue('collect-dead-letters', ['{"scheduledTime":"2026-03-07T08:00:00Z"}']);
    const arn = `arn:aws:lambda:${region}:${account}:function:gone`;
    const one = { arn, dead_letter_config: [{ target_arn: dead.arn }] };
    const state = { resources: [resource('aws_sqs_queue', dead), resource('aws_lambda_function', one)] };
    await expect(replayAll(state)).rejects.toThrow(/not found/i);
    const { ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible } = await countsOf(dead.url);
    expect(Number(ApproximateNumberOfMessages) + Number(ApproximateNumberOfMessagesNotVisible)).toBe(1);
  }, 60_000);

  async function countsOf(QueueUrl: string): Promise<Record<string, string>> {
    const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    return Attributes;
  }
});
