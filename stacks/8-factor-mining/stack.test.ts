import { describe, expect, test } from '@jest/globals';
import { breaches, mayDo, resourcesOf, settingsFor, templateOf, testApp } from '@fm/stack-policy';
import { workflowDefinition } from '@fm/mining/workflow';
import { FactorMiningStack } from './stack.ts';

const template = templateOf(new FactorMiningStack(testApp(), settingsFor()));

const nowhere = { jobQueueArn: '', jobDefinitionArn: '', bucket: '', failureTopicArn: '' };

describe('8-factor-mining', () => {
  test('keeps every rule', () => {
    expect(breaches(template)).toEqual([]);
  });

  const bucket = `\${aws_s3_bucket.${resourcesOf(template, 'aws_s3_bucket')[0]?.name ?? ''}.arn}`;
  const may = (role: string, action: string, resource: string) => mayDo(template, role, action, resource);

  test('runs the workflow definition of the mining library as it is', () => {
    const definition = JSON.parse(
      String(resourcesOf(template, 'aws_sfn_state_machine')[0]?.resource['definition']),
    ) as {
      States: object;
    };
    expect(Object.keys(definition.States)).toEqual(Object.keys(workflowDefinition(nowhere).States));
  });

  test('takes Spot first and on-demand behind it, without a service role', () => {
    const environments = resourcesOf(template, 'aws_batch_compute_environment');
    expect(environments.map(({ resource }) => resource['service_role'])).toEqual([undefined, undefined]);
    const order = JSON.stringify(
      resourcesOf(template, 'aws_batch_job_queue')[0]?.resource['compute_environment_order'],
    );
    expect(order.indexOf('spot')).toBeLessThan(order.indexOf('on-demand'));
  });

  test('the workflow may submit its own job, see the rule of Batch jobs, and pass no role', () => {
    const queue = `\${aws_batch_job_queue.${resourcesOf(template, 'aws_batch_job_queue')[0]?.name ?? ''}.arn}`;
    expect(may('mining-workflow', 'batch:SubmitJob', queue)).toBe(true);
    expect(may('mining-workflow', 'batch:SubmitJob', 'arn:aws:batch:us-east-1:1:job-queue/other')).toBe(false);
    expect(may('mining-workflow', 'events:PutRule', 'arn:aws:events:us-east-1:1:rule/other')).toBe(false);
    expect(may('mining-workflow', 'iam:PassRole', 'any')).toBe(false);
  });

  test('the job may use runs/ of its bucket; only its start may read the password', () => {
    expect(may('mining-job', 's3:PutObject', `${bucket}/runs/a/slice-1`)).toBe(true);
    expect(may('mining-job', 's3:PutObject', `${bucket}/other`)).toBe(false);
    const password = '${data.terraform_remote_state.state-of-2-clickhouse.outputs.writer_secret_arn}';
    expect(may('mining-job', 'secretsmanager:GetSecretValue', password)).toBe(false);
    expect(may('mining-job-start', 'secretsmanager:GetSecretValue', password)).toBe(true);
  });
});
