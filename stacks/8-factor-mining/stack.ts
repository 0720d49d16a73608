import { clickhouseOutputs } from '@fm/2-clickhouse/outputs';
import {
  DataBucket,
  ImageRepository,
  PlatformStack,
  publishOutputs,
  readOutputs,
  Schedule,
  warehouseEndpoint,
} from '@fm/constructs';
import { networkingOutputs } from '@fm/1-networking/outputs';
import { prepareOutputs } from '@fm/0-prepare/outputs';
import type { Settings } from '@fm/stack-settings';
import type { Construct } from 'constructs';
import { ComputeQueue } from './compute-queue.ts';
import { MiningJob } from './mining-job.ts';
import { factorMiningOutputs } from './outputs.ts';
import { Workflow } from './workflow.ts';

/** Mining runs: a Step Functions workflow over Batch jobs on Fargate Spot. */
export class FactorMiningStack extends PlatformStack {
  constructor(scope: Construct, settings: Settings) {
    super(scope, factorMiningOutputs.layer, settings);
    const prepared = readOutputs(this, prepareOutputs);
    const network = readOutputs(this, networkingOutputs);
    const warehouse = warehouseEndpoint(readOutputs(this, clickhouseOutputs), 'writer');
    const runs = new DataBucket(this, 'runs', {
      purpose: 'mining-runs',
      expireAfterDays: 365,
      workingPrefix: 'panels/',
    });
    const repository = new ImageRepository(this, 'image', 'mining-job');
    const queue = new ComputeQueue(this, 'compute', network);
    const job = new MiningJob(this, 'job', { repository, runs, warehouse, universe: prepared });
    const workflow = new Workflow(this, 'workflow', { queue, job, runs, alarmTopicArn: prepared.alarmTopicArn });
    new Schedule(this, 'daily', {
      purpose: 'factor-mining',
      expression: settings.miningSchedule,
      targetArn: workflow.arn,
      input: { factors: 'all', ranges: 'yearly' },
      // Without an image no job could start.
      enabled: settings.miningImage !== '',
      grant: (role) => workflow.grantStart(role),
      alarmTopicArn: prepared.alarmTopicArn,
    });
    const example = '{"factor":"RSI14","start_date":"2015-01-01","end_date":"2019-12-31"}';
    publishOutputs(this, factorMiningOutputs, {
      bucket: runs.bucket.bucket,
      repositoryUrl: repository.url,
      jobQueueArn: queue.arn,
      jobDefinitionArn: job.arn,
      stateMachineArn: workflow.arn,
      startCommand: `aws stepfunctions start-execution --region ${settings.region} --state-machine-arn ${workflow.arn} --input '${example}'`,
    });
  }
}
