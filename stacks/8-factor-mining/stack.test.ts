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

  test('shares the vCPUs of the setting between Spot and on-demand, so that it means all', () => {
    for (const miningMaxVcpu of [4, 64, 257]) {
      const own = templateOf(new FactorMiningStack(testApp(), settingsFor({ miningMaxVcpu })));
      const most = resourcesOf(own, 'aws_batch_compute_environment').map(
        ({ resource }) => (resource['compute_resources'] as { max_vcpus: number }).max_vcpus,
      );
      expect(most[0]! + most[1]!).toBe(miningMaxVcpu);
      expect(Math.min(...most)).toBeGreaterThan(0);
    }
  });

  test('gives the jobs of the test stage a size of their own', () => {
    const sized = settingsFor({ miningTestVcpu: '4', miningTestMemoryMib: 30_720 });
    const [machine] = resourcesOf(templateOf(new FactorMiningStack(testApp(), sized)), 'aws_sfn_state_machine');
    const { States } = JSON.parse(String(machine?.resource['definition'])) as {
      States: Record<string, { Parameters?: { ContainerOverrides?: { ResourceRequirements?: unknown } } }>;
    };
    expect(States['Test']?.Parameters?.ContainerOverrides?.ResourceRequirements).toEqual([
      { Type: 'VCPU', Value: '4' },
      { Type: 'MEMORY', Value: '30720' },
    ]);
    expect(States['Compute']?.Parameters?.ContainerOverrides).not.toHaveProperty('ResourceRequirements');
  });

  test('hears of every bad end of a run, and ends the record of one that no state can end', () => {
    const metrics = resourcesOf(template, 'aws_cloudwatch_metric_alarm')
      .filter(({ resource }) => resource['namespace'] === 'AWS/States')
      .map(({ resource }) => resource['metric_name']);
    expect(metrics).toEqual(expect.arrayContaining(['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted']));
    const [rule] = resourcesOf(template, 'aws_cloudwatch_event_rule');
    expect(JSON.parse(String(rule?.resource['event_pattern']))).toMatchObject({
      detail: { status: ['ABORTED', 'TIMED_OUT'] },
    });
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

  test('the job may use runs/ of its bucket, and remove only what is in panels/; only its start may read the password', () => {
    expect(may('mining-job', 's3:PutObject', `${bucket}/runs/a/slice-1`)).toBe(true);
    expect(may('mining-job', 's3:PutObject', `${bucket}/other`)).toBe(false);
    for (const action of ['s3:PutObject', 's3:DeleteObject'])
      expect(may('mining-job', action, `${bucket}/panels/run/facts/0-9`)).toBe(true);
    expect(may('mining-job', 's3:DeleteObject', `${bucket}/runs/a/slice-1`)).toBe(false);
    const password = '${data.terraform_remote_state.state-of-2-clickhouse.outputs.writer_secret_arn}';
    expect(may('mining-job', 'secretsmanager:GetSecretValue', password)).toBe(false);
    expect(may('mining-job-start', 'secretsmanager:GetSecretValue', password)).toBe(true);
  });
});
