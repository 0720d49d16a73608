import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { UniverseStock } from '../universe/index.ts';
import { errorFields, functionLogger, type Logger } from './function-logger.ts';
import { readEvent, type ScheduledEvent, type StartedFunction } from './function-events.ts';
import { logged } from './logged.ts';
import { sendAll } from './send-all.ts';
import { readSymbolMessage, symbolMessage } from './symbol-message.ts';

/** What a collecting function does. */
export interface Collector<Event extends object> {
  /** Stocks that are collected. */
  readonly stocks: () => Promise<readonly UniverseStock[]>;
  /** Address of the queue of stocks. */
  readonly queueUrl: () => string;
  /**
   * Collects some stocks, which were asked for by one start.
   *
   * @returns the symbols that failed, with an error that says why; undefined when none did
   */
  readonly collect: (
    stocks: readonly UniverseStock[],
    event: Event,
    scheduledFor: Date,
    logger: Logger,
  ) => Promise<{ readonly symbols: readonly string[]; readonly error: Error } | undefined>;
}

interface Asked<Event> {
  readonly messageId: string;
  readonly stock: UniverseStock;
  readonly event: Event & ScheduledEvent;
}

/**
 * Handler of a function that collects from a provider. Started by a schedule or a person it puts one message for each
 * stock into a queue; started by the queue it collects the stocks of the messages. A stock that fails brings its own
 * message again, and goes to the dead-letter queue in the end.
 */
export function collectingHandler<Event extends object>(
  service: StartedFunction,
  collector: Collector<Event>,
): (event: Event | SQSEvent, context: Context) => Promise<SQSBatchResponse | { asked: number }> {
  const logger = functionLogger(service);
  return async (event, context) => {
    logger.addContext(context);
    const log = logger.createChild();
    log.setCorrelationId(context.awsRequestId);
    return logged<SQSBatchResponse | { asked: number }>(log, () =>
      isQueue(event) ? collectAsked(service, collector, event, log) : ask(service, collector, event, log),
    );
  };
}

/** Puts a message for each stock into the queue. */
async function ask<Event extends object>(
  service: StartedFunction,
  { stocks, queueUrl }: Collector<Event>,
  event: Event,
  logger: Logger,
): Promise<{ asked: number }> {
  const read = readEvent<Event & ScheduledEvent>(service, event);
  const scheduledTime = read.scheduledTime ?? new Date().toISOString();
  const url = queueUrl();
  const list = await stocks();
  await sendAll(
    url,
    list.map((stock) => symbolMessage(stock, { ...read, scheduledTime })),
  );
  logger.info('asked', { stocks: list.length });
  return { asked: list.length };
}

/** Collects the stocks of the messages; those of one start together. */
async function collectAsked<Event extends object>(
  service: StartedFunction,
  { collect }: Collector<Event>,
  { Records }: SQSEvent,
  logger: Logger,
): Promise<SQSBatchResponse> {
  const failed = new Map<string, unknown>();
  const starts = new Map<string, Asked<Event>[]>();
  for (const { messageId, body } of Records) {
    try {
      const { stock, event } = readSymbolMessage<Event & ScheduledEvent>(service, body);
      const start = JSON.stringify(event);
      starts.set(start, [...(starts.get(start) ?? []), { messageId, stock, event }]);
    } catch (error) {
      failed.set(messageId, error);
    }
  }
  for (const asked of starts.values()) {
    const [{ event }] = asked as [Asked<Event>];
    const stocks = asked.map(({ stock }) => stock);
    const moment = new Date(event.scheduledTime ?? Date.now());
    const bad = await collect(stocks, event, moment, logger).catch((error: unknown) => ({ symbols: undefined, error }));
    for (const { messageId, stock } of asked) {
      if (bad !== undefined && bad.symbols?.includes(stock.symbol) !== false) failed.set(messageId, bad.error);
    }
  }
  // A batch of which everything failed is an error of the function, for which there is an alarm.
  const [first] = failed.values();
  if (failed.size === Records.length) throw first;
  for (const error of new Set(failed.values())) logger.error('failed', errorFields(error));
  return { batchItemFailures: [...failed.keys()].map((itemIdentifier) => ({ itemIdentifier })) };
}

function isQueue(event: object): event is SQSEvent {
  const { Records } = event as Partial<SQSEvent>;
  return Array.isArray(Records) && Records.every(({ eventSource }) => eventSource === 'aws:sqs');
}
