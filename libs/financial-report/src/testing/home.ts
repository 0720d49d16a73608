import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedClock, type Clock } from '@fm/platform';
import { bedrockModel, type LanguageModel } from '@fm/platform/bedrock';
import { startConverseServer, toolUse, type ConverseRequest, type RecordedReply } from '@fm/platform/bedrock/testing';
import { localObjectStore, type ObjectStore } from '@fm/object-store';
import { openWarehouse, type Warehouse } from '@fm/warehouse';
import { emptyWarehouse } from '@fm/warehouse/testing/empty-warehouse';
import { createPdfReader, type PdfReader } from '../pdf/reader.ts';

/** Warehouse, object store, PDF reader and a local stand-in for Bedrock; for tests. */
export interface TestHome {
  readonly folder: string;
  readonly warehouse: Warehouse;
  readonly store: ObjectStore;
  readonly reader: PdfReader;
  readonly clock: Clock;
  readonly model: LanguageModel;
  /** What the model was asked so far. */
  readonly requests: ConverseRequest[];
  /** Answers from now on. */
  reply(answer: (request: ConverseRequest) => RecordedReply): void;
  end(): Promise<void>;
}

/** A home on the warehouse of the file of tests, see {@link emptyWarehouse}; end it when the test is over. */
export async function testHome(): Promise<TestHome> {
  const warehouse = await emptyWarehouse();
  return homeIn(newFolder(), warehouse, () => Promise.resolve());
}

/** A home whose warehouse may be closed and opened again: it lies in `warehouse` of the folder. */
export async function ownTestHome(): Promise<TestHome> {
  const folder = newFolder();
  const warehouse = await openWarehouse({ home: join(folder, 'warehouse') });
  return homeIn(folder, warehouse, () => warehouse.close());
}

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'fm-report-'));

async function homeIn(folder: string, warehouse: Warehouse, close: () => Promise<void>): Promise<TestHome> {
  let answer: (request: ConverseRequest) => RecordedReply = answerAnything;
  const server = await startConverseServer((request) => answer(request));
  const reader = createPdfReader();
  return {
    folder,
    warehouse,
    reader,
    store: localObjectStore(join(folder, 'objects')),
    clock: fixedClock('2024-05-01T12:00:00Z'),
    model: bedrockModel(server.client, 'us.amazon.nova-pro-v1:0'),
    requests: server.requests,
    reply: (next) => (answer = next),
    end: async () => {
      await reader.close();
      await server.close();
      await close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** One finding per section that quotes its end, and 5 for every measure. */
export function answerAnything(request: ConverseRequest): RecordedReply {
  const { name, inputSchema } = toolOf(request);
  if (name === 'record_findings') {
    const measure = /^- (\w+)/m.exec(request.system[0]!.text)![1];
    const text = textOf(request).trimEnd().split('\n').at(-2) ?? '';
    return toolUse(name, { findings: [{ measure, statement: text.slice(-80), figures: [] }] });
  }
  const names = Object.keys(inputSchema.json.properties);
  return toolUse(name, Object.fromEntries(names.map((one) => [one, readingOf(one === 'BoardAge' ? 61.5 : 5)])));
}

/** A reading with the value. */
export function readingOf(value: number | null) {
  return { value, summary: 'Summary.', key_figures: ['1 USD'], change: '', reason: 'Because.' };
}

/** The material of a question. */
export function textOf(request: ConverseRequest): string {
  return String(request.messages[0]!.content[0]!['text']);
}

/** Name and schema of the forced tool. */
export function toolOf(request: ConverseRequest) {
  const [tool] = request.toolConfig.tools as {
    toolSpec: { name: string; inputSchema: { json: { properties: Record<string, unknown> } } };
  }[];
  return tool!.toolSpec;
}
