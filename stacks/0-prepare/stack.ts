import { S3Object } from '@cdktf/provider-aws/lib/s3-object/index.js';
import { DataBucket, PlatformStack, publishOutputs, universeKey } from '@fm/constructs';
import type { LocatedArtifacts } from '@fm/stack-artifacts';
import type { Settings } from '@fm/stack-settings';
import type { Construct } from 'constructs';
import { alarmTopic } from './alarm-topic.ts';
import { ArtifactUploads } from './artifact-uploads.ts';
import { monthlyBudget } from './budget.ts';
import { prepareOutputs } from './outputs.ts';
import { listOfStocks } from './universe.ts';

/** The base of every other layer: state bucket, artifacts, code signing, list of stocks, alarm topic, budget. */
export class PrepareStack extends PlatformStack {
  constructor(scope: Construct, settings: Settings, artifacts: LocatedArtifacts) {
    super(scope, prepareOutputs.layer, settings);
    const fixedName = settings.stateBucket;
    const state = new DataBucket(this, 'state', {
      purpose: 'state',
      ...(fixedName === '' ? {} : { fixedName }),
      noncurrentVersionDays: 365,
    });
    const bucket = new DataBucket(this, 'artifacts', { purpose: 'artifacts' });
    const uploads = new ArtifactUploads(this, 'uploads', bucket, artifacts);
    const data = new DataBucket(this, 'data', { purpose: 'data', noncurrentVersionDays: 365 });
    new S3Object(this, 'universe', {
      bucket: data.bucket.id,
      key: universeKey,
      content: listOfStocks(settings),
      contentType: 'text/csv',
      dependsOn: [data.versioning],
    });
    const topic = alarmTopic(this);
    monthlyBudget(this, topic);
    publishOutputs(this, prepareOutputs, {
      stateBucket: state.bucket.bucket,
      artifactBucket: bucket.bucket.bucket,
      dataBucket: data.bucket.bucket,
      alarmTopicArn: topic.arn,
      codeSigningConfigArn: uploads.codeSigningConfigArn,
      warehouseMigrateKey: uploads.keyOf('warehouse-migrate'),
      marketDataCollectKey: uploads.keyOf('market-data-collect'),
      marketDataIngestKey: uploads.keyOf('market-data-ingest'),
      webSearchCollectKey: uploads.keyOf('web-search-collect'),
      webSearchScoreKey: uploads.keyOf('web-search-score'),
      secFilingCollectKey: uploads.keyOf('sec-filing-collect'),
      secFilingExtractKey: uploads.keyOf('sec-filing-extract'),
      financialReportProcessKey: uploads.keyOf('financial-report-process'),
    });
  }
}
