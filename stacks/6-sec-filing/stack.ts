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
import { secFilingOutputs } from './outputs.ts';

/** Timeout of a call that collects some stocks. */
const timeoutSeconds = 300;

/** Fetches new filings from EDGAR and extracts every fact with the moment it became known. */
export class SecFilingStack extends PlatformStack {
  constructor(scope: Construct, settings: Settings) {
    super(scope, secFilingOutputs.layer, settings);
    const prepared = readOutputs(this, prepareOutputs);
    const network = readOutputs(this, networkingOutputs);
    const warehouse = warehouseEndpoint(readOutputs(this, clickhouseOutputs), 'writer');
    const { alarmTopicArn, codeSigningConfigArn } = prepared;
    const raw = new DataBucket(this, 'raw', { purpose: 'sec-filing' });
    const FM_OBJECT_STORE = `s3://${raw.bucket.bucket}`;

    const stocks = new StockQueue(this, 'stocks', { purpose: 'sec-filing-stocks', timeoutSeconds, alarmTopicArn });
    const collect = new NodeFunction(this, 'collect', {
      purpose: 'sec-filing-collect',
      artifact: { bucket: prepared.artifactBucket, key: prepared.secFilingCollectKey },
      environment: {
        FM_OBJECT_STORE,
        ...universeEnvironment(prepared),
        ...stocks.environment,
        SEC_USER_AGENT: `${settings.project} ${settings.secContact}`.trim(),
      },
      memoryMib: 1024,
      timeoutSeconds,
      atOnce: collectorsAtOnce,
      startedByEvents: true,
      codeSigningConfigArn,
      alarmTopicArn,
    });
    raw.grantRead(collect.role);
    raw.grantWrite(collect.role);
    grantUniverse(collect.role, prepared);
    stocks.feed(collect);
    new Schedule(this, 'daily', {
      purpose: 'sec-filing',
      expression: settings.secFilingSchedule,
      targetArn: collect.arn,
      grant: (role) => collect.grantInvoke(role),
      alarmTopicArn,
    });

    const extract = new NodeFunction(this, 'extract', {
      purpose: 'sec-filing-extract',
      artifact: { bucket: prepared.artifactBucket, key: prepared.secFilingExtractKey },
      environment: { FM_OBJECT_STORE, ...warehouseEnvironment(warehouse) },
      memoryMib: 2048,
      placement: collectorPlacement(network),
      codeSigningConfigArn,
      alarmTopicArn,
    });
    grantWarehouse(extract.role, warehouse);
    new ObjectFeed(this, 'filings', {
      purpose: 'sec-filing-objects',
      bucket: raw,
      consumer: extract,
      batchSize: 1,
      alarmTopicArn,
    });
    publishOutputs(this, secFilingOutputs, {
      bucket: raw.bucket.bucket,
      collectFunction: collect.function.functionName,
      extractFunction: extract.function.functionName,
    });
  }
}
