import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Execution } from '../api/operation-schemas.ts';
import { stateMachineUnavailable } from '../errors.ts';
import type { RunStarter, StartEnd } from './run-starter.ts';

/** Latest executions that are shown. */
const mostExecutions = 30;

/** Events looked back for the state that an execution is in. */
const recentEvents = 50;

/** Executions of the mining workflow, and a way to start one. */
export class StateMachine implements RunStarter {
  readonly takesJobs = false;
  readonly #arn: string;
  readonly #client: SFNClient;
  /** An ended execution never changes. */
  readonly #ended = new Map<string, Execution>();
  /** ARN of the execution that was started last for a run. */
  readonly #started = new Map<string, string>();

  /**
   * @param arn - ARN of the state machine; its region is that of the calls
   * @param client - @default a client of that region with short time limits
   */
  constructor(arn: string, client?: SFNClient) {
    this.#arn = arn;
    this.#client = client ?? new SFNClient({ region: arn.split(':')[3] ?? '', maxAttempts: 3 });
  }

  /**
   * The latest executions, newest first, with input and error; a running one with the state that it is in.
   *
   * @throws STATE_MACHINE_UNAVAILABLE
   */
  async executions(): Promise<Execution[]> {
    return this.#ask(async () => {
      const { executions = [] } = await this.#client.send(
        new ListExecutionsCommand({ stateMachineArn: this.#arn, maxResults: mostExecutions }),
        { abortSignal: AbortSignal.timeout(8000) },
      );
      return Promise.all(executions.map(({ executionArn = '' }) => this.#execution(executionArn)));
    });
  }

  /** Starts an execution; its name makes a second delivery of the same order harmless. */
  async start({ runId, input }: Parameters<RunStarter['start']>[0]) {
    const name = `page-${runId}-${Date.now().toString(36)}`;
    const { executionArn = '' } = await this.#ask(() =>
      this.#client.send(new StartExecutionCommand({ stateMachineArn: this.#arn, name, input: JSON.stringify(input) }), {
        abortSignal: AbortSignal.timeout(8000),
      }),
    );
    this.#started.set(runId, executionArn);
    return { kind: 'execution' as const, id: executionArn };
  }

  async endOf(runId: string): Promise<StartEnd | undefined> {
    const arn = this.#started.get(runId);
    if (arn === undefined) return undefined;
    const { status, error } = await this.#ask(() => this.#execution(arn));
    return status === 'RUNNING' ? undefined : { how: status, said: error };
  }

  async #execution(arn: string): Promise<Execution> {
    const known = this.#ended.get(arn);
    if (known !== undefined) return known;
    const described = await this.#client.send(new DescribeExecutionCommand({ executionArn: arn }));
    const running = described.status === 'RUNNING';
    const state = running ? await this.#stateOf(arn) : null;
    const execution = executionOf(described, state);
    if (!running) this.#ended.set(arn, execution);
    return execution;
  }

  async #stateOf(arn: string): Promise<string | null> {
    const { events = [] } = await this.#client.send(
      new GetExecutionHistoryCommand({ executionArn: arn, reverseOrder: true, maxResults: recentEvents }),
    );
    return events.find((event) => event.stateEnteredEventDetails)?.stateEnteredEventDetails?.name ?? null;
  }

  async #ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    try {
      return await question();
    } catch (thrown) {
      throw stateMachineUnavailable(thrown);
    }
  }
}

function executionOf(described: DescribeExecutionCommandOutput, state: string | null): Execution {
  const { startDate, stopDate } = described;
  return {
    arn: described.executionArn ?? '',
    name: described.name ?? '',
    status: described.status ?? 'UNKNOWN',
    startedAt: startDate?.toISOString() ?? null,
    stoppedAt: stopDate?.toISOString() ?? null,
    durationMs: startDate && stopDate ? stopDate.getTime() - startDate.getTime() : null,
    state,
    input: described.input ?? '',
    error: [described.error, described.cause].filter(Boolean).join(': '),
  };
}
