import { clickhouseOutputs } from '@fm/2-clickhouse/outputs';
import {
  collectorPlacement,
  DataBucket,
  grantWarehouse,
  NodeFunction,
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
import { marketDataOutputs } from './outputs.ts';

/** Collects prices every trading day: raw responses to the bucket, rows to the warehouse. */
export class MarketDataStack extends PlatformStack {
  constructor(scope: Construct, settings: Settings) {
    super(scope, marketDataOutputs.layer, settings);
    const prepared = readOutputs(this, prepareOutputs);
    const network = readOutputs(this, networkingOutputs);
    const warehouse = warehouseEndpoint(readOutputs(this, clickhouseOutputs), 'writer');
    const raw = new DataBucket(this, 'raw', { purpose: 'market-data' });
    const collect = new NodeFunction(this, 'collect', {
      purpose: 'market-data-collect',
      artifact: { bucket: prepared.artifactBucket, key: prepared.marketDataCollectKey },
      environment: {
        FM_OBJECT_STORE: `s3://${raw.bucket.bucket}`,
        FM_UNIVERSE: settings.universe.join(','),
        ...warehouseEnvironment(warehouse),
      },
      timeoutSeconds: 900,
      // The provider is asked once a second by one caller.
      alone: true,
      placement: collectorPlacement(network),
      codeSigningConfigArn: prepared.codeSigningConfigArn,
      alarmTopicArn: prepared.alarmTopicArn,
    });
    raw.grantRead(collect.role);
    raw.grantWrite(collect.role);
    grantWarehouse(collect.role, warehouse);
    new Schedule(this, 'daily', {
      purpose: 'market-data',
      expression: settings.marketDataSchedule,
      targetArn: collect.arn,
      grant: (role) => collect.grantInvoke(role),
      alarmTopicArn: prepared.alarmTopicArn,
    });
    publishOutputs(this, marketDataOutputs, {
      bucket: raw.bucket.bucket,
      collectFunction: collect.function.functionName,
    });
  }
}
