import { clickhouseOutputs } from '@fm/2-clickhouse/outputs';
import {
  collectorPlacement,
  DataBucket,
  grantWarehouse,
  NodeFunction,
  ObjectFeed,
  PlatformStack,
  publishOutputs,
  readOutputs,
  Schedule,
  warehouseEndpoint,
  warehouseEnvironment,
} from '@fm/constructs';
import { networkingOutputs } from '@fm/1-networking/outputs';
import { prepareOutputs } from '@fm/0-prepare/outputs';
import type { Settings } from '@fm/stack-settings';
import type { Construct } from 'constructs';
import { secFilingOutputs } from './outputs.ts';

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

    const collect = new NodeFunction(this, 'collect', {
      purpose: 'sec-filing-collect',
      artifact: { bucket: prepared.artifactBucket, key: prepared.secFilingCollectKey },
      environment: {
        FM_OBJECT_STORE,
        FM_CIKS: settings.universe.map((symbol) => `${symbol}=${settings.ciks[symbol] ?? ''}`).join(','),
        SEC_USER_AGENT: `${settings.project} ${settings.secContact}`.trim(),
      },
      memoryMib: 1024,
      timeoutSeconds: 900,
      // The SEC counts requests per user, however many machines send them.
      alone: true,
      codeSigningConfigArn,
      alarmTopicArn,
    });
    raw.grantRead(collect.role);
    raw.grantWrite(collect.role);
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
