import { DataBucket, PlatformStack, publishOutputs } from '@fm/constructs';
import type { LocatedArtifacts } from '@fm/stack-artifacts';
import type { Settings } from '@fm/stack-settings';
import type { Construct } from 'constructs';
import { alarmTopic } from './alarm-topic.ts';
import { ArtifactUploads } from './artifact-uploads.ts';
import { monthlyBudget } from './budget.ts';
import { prepareOutputs } from './outputs.ts';

/** What every other layer stands on: state bucket, artifacts, code signing, alarm topic, budget. */
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
    const topic = alarmTopic(this);
    monthlyBudget(this, topic);
    publishOutputs(this, prepareOutputs, {
      stateBucket: state.bucket.bucket,
      artifactBucket: bucket.bucket.bucket,
      alarmTopicArn: topic.arn,
      codeSigningConfigArn: uploads.codeSigningConfigArn,
      warehouseMigrateKey: uploads.keyOf('warehouse-migrate'),
      marketDataCollectKey: uploads.keyOf('market-data-collect'),
      webSearchCollectKey: uploads.keyOf('web-search-collect'),
      webSearchScoreKey: uploads.keyOf('web-search-score'),
      secFilingCollectKey: uploads.keyOf('sec-filing-collect'),
      secFilingExtractKey: uploads.keyOf('sec-filing-extract'),
      financialReportProcessKey: uploads.keyOf('financial-report-process'),
    });
  }
}
