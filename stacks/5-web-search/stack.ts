import { clickhouseOutputs } from '@fm/2-clickhouse/outputs';
import {
  collectorPlacement,
  collectorsAtOnce,
  DataBucket,
  grantBedrock,
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
  SecretContainer,
  warehouseEndpoint,
  warehouseEnvironment,
} from '@fm/constructs';
import { networkingOutputs } from '@fm/1-networking/outputs';
import { prepareOutputs } from '@fm/0-prepare/outputs';
import type { Settings } from '@fm/stack-settings';
import type { Construct } from 'constructs';
import { webSearchOutputs } from './outputs.ts';

/** Timeout of a call that collects some stocks. */
const timeoutSeconds = 300;

/** Searches for news every day and scores every article that is new. */
export class WebSearchStack extends PlatformStack {
  constructor(scope: Construct, settings: Settings) {
    super(scope, webSearchOutputs.layer, settings);
    const prepared = readOutputs(this, prepareOutputs);
    const network = readOutputs(this, networkingOutputs);
    const warehouse = warehouseEndpoint(readOutputs(this, clickhouseOutputs), 'writer');
    const { alarmTopicArn, codeSigningConfigArn } = prepared;
    const raw = new DataBucket(this, 'raw', { purpose: 'web-search' });
    const FM_OBJECT_STORE = `s3://${raw.bucket.bucket}`;
    const key = new SecretContainer(this, 'tavily', 'tavily-api-key', 'Key of the Tavily search API, from tavily.com.');

    const stocks = new StockQueue(this, 'stocks', { purpose: 'web-search-stocks', timeoutSeconds, alarmTopicArn });
    const collect = new NodeFunction(this, 'collect', {
      purpose: 'web-search-collect',
      artifact: { bucket: prepared.artifactBucket, key: prepared.webSearchCollectKey },
      environment: {
        FM_OBJECT_STORE,
        ...universeEnvironment(prepared),
        ...stocks.environment,
        TAVILY_API_KEY_SECRET_ARN: key.arn,
      },
      timeoutSeconds,
      atOnce: collectorsAtOnce,
      startedByEvents: true,
      codeSigningConfigArn,
      alarmTopicArn,
    });
    key.grantRead(collect.role);
    raw.grantRead(collect.role);
    raw.grantWrite(collect.role);
    grantUniverse(collect.role, prepared);
    stocks.feed(collect);
    new Schedule(this, 'daily', {
      purpose: 'web-search',
      expression: settings.webSearchSchedule,
      targetArn: collect.arn,
      grant: (role) => collect.grantInvoke(role),
      alarmTopicArn,
    });

    const score = new NodeFunction(this, 'score', {
      purpose: 'web-search-score',
      artifact: { bucket: prepared.artifactBucket, key: prepared.webSearchScoreKey },
      environment: { FM_OBJECT_STORE, FM_BEDROCK_MODEL: settings.bedrockModel, ...warehouseEnvironment(warehouse) },
      placement: collectorPlacement(network),
      codeSigningConfigArn,
      alarmTopicArn,
    });
    grantBedrock(score.role);
    grantWarehouse(score.role, warehouse);
    new ObjectFeed(this, 'articles', { purpose: 'web-search-articles', bucket: raw, consumer: score, alarmTopicArn });
    publishOutputs(this, webSearchOutputs, {
      bucket: raw.bucket.bucket,
      collectFunction: collect.function.functionName,
      scoreFunction: score.function.functionName,
      tavilySecretArn: key.arn,
    });
  }
}
