import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { replayFailed } from './errors.ts';

/** What a replay reads of the Terraform state of a layer. */
export interface DeployedState {
  readonly resources?: readonly {
    readonly type: string;
    readonly instances: readonly { readonly attributes?: Attributes }[];
  }[];
}

type Attributes = Readonly<Record<string, unknown>>;

/** A dead-letter queue with what its messages were for. */
export interface DeadLetters {
  readonly name: string;
  readonly url: string;
  /** Does again what failed; a body is what was delivered. */
  readonly deliver: (body: string) => Promise<unknown>;
}

/**
 * The dead-letter queues of a deployed layer. Messages of a queue go back to it; a start of a function or of a workflow is
 * repeated with its input.
 *
 * @param region - of the layer; everything else comes from the environment
 */
export function deadLettersOf(state: DeployedState, region: string): DeadLetters[] {
  const lambda = new LambdaClient({ region });
  const sfn = new SFNClient({ region });
  const sqs = new SQSClient({ region });
  const of = (type: string): Attributes[] =>
    (state.resources ?? [])
      .filter((resource) => resource.type === type)
      .flatMap(({ instances }) => instances.map(({ attributes = {} }) => attributes));
  const queues = of('aws_sqs_queue');
  const found = (arn: unknown, deliver: DeadLetters['deliver']): DeadLetters[] =>
    queues
      .filter((queue) => queue['arn'] === arn)
      .map((queue) => ({ name: String(queue['name']), url: String(queue['url']), deliver }));

  async function invoke(FunctionName: string, body: string): Promise<void> {
    const { FunctionError } = await lambda.send(new InvokeCommand({ FunctionName, Payload: Buffer.from(body) }));
    if (FunctionError !== undefined) throw replayFailed(FunctionName, FunctionError);
  }
  const start = (arn: string, body: string): Promise<unknown> =>
    arn.includes(':stateMachine:')
      ? sfn.send(new StartExecutionCommand({ stateMachineArn: arn, input: body }))
      : invoke(arn, body);

  const ofQueues = queues.flatMap((queue) => {
    const { deadLetterTargetArn } = parsed(queue['redrive_policy']);
    const QueueUrl = String(queue['url']);
    return found(deadLetterTargetArn, (MessageBody) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody })));
  });
  const ofFunctions = of('aws_lambda_function').flatMap((one) =>
    found(first(one['dead_letter_config'])['target_arn'], (body) => invoke(String(one['arn']), body)),
  );
  const ofSchedules = of('aws_scheduler_schedule').flatMap((one) => {
    const target = first(one['target']);
    return found(first(target['dead_letter_config'])['arn'], (body) => start(String(target['arn']), body));
  });
  return [...ofQueues, ...ofFunctions, ...ofSchedules];
}

/**
 * Delivers every message of a dead-letter queue again; one that is delivered is taken off the queue.
 *
 * @returns how many were delivered
 * @throws what the delivery throws, with the message still in the queue
 */
export async function replay({ url, deliver }: DeadLetters, region: string): Promise<number> {
  const sqs = new SQSClient({ region });
  let delivered = 0;
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    if (Messages.length === 0) return delivered;
    for (const { Body = '', ReceiptHandle } of Messages) {
      await deliver(Body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
      delivered += 1;
    }
  }
}

/** The block that Terraform writes as a list of one. */
function first(block: unknown): Attributes {
  return (Array.isArray(block) ? (block[0] as Attributes | undefined) : undefined) ?? {};
}

function parsed(policy: unknown): { readonly deadLetterTargetArn?: string } {
  return typeof policy === 'string' && policy !== '' ? (JSON.parse(policy) as { deadLetterTargetArn?: string }) : {};
}
