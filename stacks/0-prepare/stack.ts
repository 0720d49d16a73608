import { DataBucket, PlatformStack, publishOutputs } from '@fm/constructs';
import type { Settings } from '@fm/stack-settings';
import type { Construct } from 'constructs';
import { prepareOutputs } from './outputs.ts';

/** Buckets for the state and for artifacts. */
export class PrepareStack extends PlatformStack {
  constructor(scope: Construct, settings: Settings) {
    super(scope, prepareOutputs.layer, settings);
    const fixedName = settings.stateBucket;
    const state = new DataBucket(this, 'state', {
      purpose: 'state',
      ...(fixedName === '' ? {} : { fixedName }),
      noncurrentVersionDays: 365,
    });
    const artifacts = new DataBucket(this, 'artifacts', { purpose: 'artifacts' });
    publishOutputs(this, prepareOutputs, {
      stateBucket: state.bucket.bucket,
      artifactBucket: artifacts.bucket.bucket,
    });
  }
}
