import { clickhouseOutputs } from '@fm/2-clickhouse/outputs';
import {
  collectorPlacement,
  collectorsAtOnce,
  DataBucket,
  grantUniverse,
  grantWarehouse,
  NodeFunction,
  ObjectFeed,
  PlatformStack,
  publishOutputs,
  readOutputs,
  Schedule,
  StockQueue,
  universeEnvironment,
  warehouseEndpoint,
  warehouseEnvironment,
} from '@fm/constructs';
import { networkingOutputs } from '@fm/1-networking/outputs';
import { prepareOutputs } from '@fm/0-prepare/outputs';
import type { Settings } from '@fm/stack-settings';
import type { Construct } from 'constructs';
import { marketDataOutputs } from './outputs.ts';

/** Timeout of a call that collects some stocks. */
const timeoutSeconds = 300;

/** Collects prices every trading day, raw responses to the bucket and rows to the warehouse, and loads uploaded files of facts. */
export class MarketDataStack extends PlatformStack {
  constructor(scope: Construct, settings: Settings) {
    super(scope, marketDataOutputs.layer, settings);
    const prepared = readOutputs(this, prepareOutputs);
    const network = readOutputs(this, networkingOutputs);
    const warehouse = warehouseEndpoint(readOutputs(this, clickhouseOutputs), 'writer');
    const { alarmTopicArn, codeSigningConfigArn } = prepared;
    const raw = new DataBucket(this, 'raw', { purpose: 'market-data' });
    const stocks = new StockQueue(this, 'stocks', { purpose: 'market-data-stocks', timeoutSeconds, alarmTopicArn });
    const collect = new NodeFunction(this, 'collect', {
      purpose: 'market-data-collect',
      artifact: { bucket: prepared.artifactBucket, key: prepared.marketDataCollectKey },
      environment: {
        FM_OBJECT_STORE: `s3://${raw.bucket.bucket}`,
        ...universeEnvironment(prepared),
        ...stocks.environment,
        ...warehouseEnvironment(warehouse),
      },
      timeoutSeconds,
      atOnce: collectorsAtOnce,
      startedByEvents: true,
      placement: collectorPlacement(network),
      codeSigningConfigArn,
      alarmTopicArn,
    });
    raw.grantRead(collect.role);
    raw.grantWrite(collect.role);
    grantWarehouse(collect.role, warehouse);
    grantUniverse(collect.role, prepared);
    stocks.feed(collect);
    const ingest = new NodeFunction(this, 'ingest', {
      purpose: 'market-data-ingest',
      artifact: { bucket: prepared.artifactBucket, key: prepared.marketDataIngestKey },
      environment: { FM_OBJECT_STORE: `s3://${raw.bucket.bucket}`, ...warehouseEnvironment(warehouse) },
      memoryMib: 2048,
      timeoutSeconds: 900,
      placement: collectorPlacement(network),
      codeSigningConfigArn,
      alarmTopicArn,
    });
    grantWarehouse(ingest.role, warehouse);
    // Files of groups are kept as they came.
    raw.grantRead(ingest.role, 'groups/');
    raw.grantWrite(ingest.role, 'groups/');
    new ObjectFeed(this, 'facts', {
      purpose: 'market-data-facts',
      bucket: raw,
      consumer: ingest,
      prefix: 'facts/',
      batchSize: 1,
      maxConcurrency: 2,
      alarmTopicArn,
    });
    new Schedule(this, 'daily', {
      purpose: 'market-data',
      expression: settings.marketDataSchedule,
      targetArn: collect.arn,
      grant: (role) => collect.grantInvoke(role),
      alarmTopicArn,
    });
    publishOutputs(this, marketDataOutputs, {
      bucket: raw.bucket.bucket,
      collectFunction: collect.function.functionName,
      ingestFunction: ingest.function.functionName,
      uploadCommand: `aws s3 cp FILE s3://${raw.bucket.bucket}/facts/KIND/`,
    });
  }
}
