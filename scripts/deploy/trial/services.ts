import {
  GetBucketEncryptionCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
} from '@aws-sdk/client-s3';
import {
  DescribeInstancesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeVolumesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { GetFunctionConcurrencyCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { workflowDefinition } from '@fm/mining/workflow';
import { lambdaNames } from '@fm/stack-artifacts';
import type { Trial } from './context.ts';
import { outputOf } from './states.ts';

/** Asks the services themselves, through the AWS SDK, whether what the states say is there. */
export async function checkThroughSdk(trial: Trial): Promise<void> {
  await checkBuckets(trial);
  await checkFunctions(trial);
  await checkHosts(trial);
  await checkWorkflow(trial);
}

async function checkBuckets({ s3, settings, check }: Trial): Promise<void> {
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  check('SDK: there are nine buckets', Buckets.length === 9, Buckets.length);
  for (const { Name: Bucket } of Buckets) {
    const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
    const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    const { PublicAccessBlockConfiguration } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    const { Policy = '' } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
    check(
      `SDK: bucket ${Bucket} is versioned, encrypted, private and asks for TLS`,
      Status === 'Enabled' &&
        ServerSideEncryptionConfiguration?.Rules?.length === 1 &&
        Object.values(PublicAccessBlockConfiguration ?? {}).filter(Boolean).length === 4 &&
        Policy.includes('"aws:SecureTransport":"false"'),
    );
  }
  const Bucket = await outputOf(settings, '6-sec-filing', 'bucket');
  const { QueueConfigurations } = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
  check('SDK: filings announce themselves to one queue', QueueConfigurations?.length === 1);
}

async function checkFunctions({ settings, check }: Trial): Promise<void> {
  const lambda = new LambdaClient({ region: settings.region });
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  check('SDK: there is every function', Functions.length === lambdaNames.length, Functions.length);
  const wrong = Functions.filter(
    ({ Runtime, Architectures, Timeout = 0 }) =>
      Runtime !== 'nodejs22.x' || Architectures?.[0] !== 'arm64' || Timeout < 60,
  );
  check('SDK: every function runs Node.js 22 on arm64 with a timeout', wrong.length === 0);
  const FunctionName = await outputOf(settings, '6-sec-filing', 'collect_function');
  const { ReservedConcurrentExecutions } = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
  check(
    'SDK: three collectors of filings run at once',
    ReservedConcurrentExecutions === 3,
    ReservedConcurrentExecutions,
  );
}

async function checkHosts({ settings, check }: Trial): Promise<void> {
  const ec2 = new EC2Client({ region: settings.region });
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
  const hosts = Reservations.flatMap(({ Instances = [] }) => Instances);
  check('SDK: two hosts run, without key and public address', hosts.length === 2 && hosts.every(isClosed));
  const volume = await outputOf(settings, '2-clickhouse', 'data_volume_id');
  const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({ VolumeIds: [volume] }));
  const host = await outputOf(settings, '2-clickhouse', 'instance_id');
  const [data] = Volumes;
  check(
    'SDK: the data volume is encrypted and on its host',
    data?.Encrypted === true && data.Attachments?.[0]?.InstanceId === host,
  );
  const { SecurityGroupRules = [] } = await ec2.send(new DescribeSecurityGroupRulesCommand({}));
  const open = SecurityGroupRules.filter(({ IsEgress, CidrIpv4 }) => IsEgress !== true && CidrIpv4 !== undefined);
  const ports = open.map(({ FromPort, ToPort }) => `${FromPort}-${ToPort}`).sort();
  check('SDK: only 80 and 443 are open to everybody', ports.join(' ') === '443-443 80-80', ports.join(' '));
}

function isClosed(host: {
  readonly KeyName?: string;
  readonly PublicIpAddress?: string;
  readonly State?: { readonly Name?: string };
}): boolean {
  return host.KeyName === undefined && host.PublicIpAddress === undefined && host.State?.Name === 'running';
}

async function checkWorkflow({ settings, check }: Trial): Promise<void> {
  const outputs = ['state_machine_arn', 'job_queue_arn', 'job_definition_arn', 'bucket'] as const;
  const [stateMachineArn, jobQueueArn, jobDefinitionArn, bucket] = (await Promise.all(
    outputs.map((name) => outputOf(settings, '8-factor-mining', name)),
  )) as [string, string, string, string];
  const failureTopicArn = await outputOf(settings, '0-prepare', 'alarm_topic_arn');
  const { definition = '{}' } = await new SFNClient({ region: settings.region }).send(
    new DescribeStateMachineCommand({ stateMachineArn }),
  );
  const resources = { test: { vcpu: settings.miningTestVcpu, memoryMib: settings.miningTestMemoryMib } };
  const wanted = workflowDefinition({ jobQueueArn, jobDefinitionArn, bucket, failureTopicArn, resources });
  const same = JSON.stringify(JSON.parse(definition)) === JSON.stringify(wanted);
  check('SDK: the state machine is the workflow definition of the mining library', same);
}
