/** `action resource`; a resource in braces is one of the layer (`{type.part}`) or an output of another layer. */
export type Access = `${string}:${string} ${string}`;

/** What one role is for. */
export interface RoleContract {
  readonly layer: string;
  /** The service that takes it on. */
  readonly service: string;
  /** Everything it may do: an action that is not here is granted to nobody. */
  readonly may: readonly Access[];
  /** What it must not do although it would be near; what no role may do is in `forbidden`. */
  readonly mayNot: readonly Access[];
  /** Context under which it may. @default none */
  readonly context?: Readonly<Record<string, string>>;
}

const lambda = 'lambda.amazonaws.com';
const model = 'arn:aws:bedrock:us-east-1::foundation-model';
const chosen = `${model}/amazon.nova-pro-v1:0` as const;
const writer = 'secretsmanager:GetSecretValue {2-clickhouse.writer_secret_arn}';
const reader = 'secretsmanager:GetSecretValue {2-clickhouse.reader_secret_arn}';
const authority = 'secretsmanager:GetSecretValue {2-clickhouse.ca_secret_arn}';

const sessions: readonly Access[] = [
  'ssm:UpdateInstanceInformation *',
  'ssmmessages:CreateControlChannel *',
  'ssmmessages:CreateDataChannel *',
  'ssmmessages:OpenControlChannel *',
  'ssmmessages:OpenDataChannel *',
];

/** Lambda does it in the name of a function in the VPC. */
const interfaces: readonly Access[] = [
  'ec2:AssignPrivateIpAddresses *',
  'ec2:CreateNetworkInterface *',
  'ec2:DeleteNetworkInterface *',
  'ec2:DescribeNetworkInterfaces *',
  'ec2:DescribeSubnets *',
  'ec2:UnassignPrivateIpAddresses *',
];

const logs = (part: string): Access[] => [
  `logs:CreateLogStream {aws_cloudwatch_log_group.${part}}:stream`,
  `logs:PutLogEvents {aws_cloudwatch_log_group.${part}}:stream`,
];

const read = (bucket: string, prefix = ''): Access[] => [
  `s3:GetObject {aws_s3_bucket.${bucket}}/${prefix}a`,
  `s3:ListBucket {aws_s3_bucket.${bucket}}`,
];

const write = (bucket: string, prefix = ''): Access[] => [
  `s3:PutObject {aws_s3_bucket.${bucket}}/${prefix}a`,
  `s3:AbortMultipartUpload {aws_s3_bucket.${bucket}}/${prefix}a`,
];

const consume = (queue: string): Access[] =>
  (['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'] as const).map(
    (action): Access => `sqs:${action} {aws_sqs_queue.${queue}_queue}`,
  );

const pull: readonly Access[] = [
  'ecr:GetAuthorizationToken *',
  'ecr:BatchCheckLayerAvailability {aws_ecr_repository.image}',
  'ecr:BatchGetImage {aws_ecr_repository.image}',
  'ecr:GetDownloadUrlForLayer {aws_ecr_repository.image}',
];

/** What a collecting function needs beside that: the list of stocks, and its queue of stocks to send to and take from. */
const stocks: readonly Access[] = [
  's3:GetObject arn:aws:s3:::{0-prepare.data_bucket}/universe.csv',
  'sqs:SendMessage {aws_sqs_queue.stocks_queue}',
  ...consume('stocks'),
];

/** A schedule that starts the function `collect` of its layer. */
const daily = (layer: string): RoleContract => ({
  layer,
  service: 'scheduler.amazonaws.com',
  may: ['lambda:InvokeFunction {aws_lambda_function.collect}', 'sqs:SendMessage {aws_sqs_queue.daily_missed}'],
  mayNot: ['lambda:InvokeFunction arn:aws:lambda:us-east-1:own:function:other', 'lambda:UpdateFunctionCode *'],
});

/** Every role of the ten layers, by the last part of its name. */
export const roles: Readonly<Record<string, RoleContract>> = {
  'flow-logs': {
    layer: '1-networking',
    service: 'vpc-flow-logs.amazonaws.com',
    may: [
      ...logs('flow-logs'),
      'logs:DescribeLogStreams {aws_cloudwatch_log_group.flow-logs}:*',
      'logs:DescribeLogGroups *',
    ],
    mayNot: ['logs:PutLogEvents arn:aws:logs:us-east-1:own:log-group:other:stream', 'logs:CreateLogGroup *'],
  },
  snapshots: {
    layer: '2-clickhouse',
    service: 'dlm.amazonaws.com',
    may: [
      'ec2:CreateSnapshot {aws_ebs_volume.data}',
      'ec2:CreateSnapshot arn:aws:ec2:us-east-1::snapshot/snap-1',
      'ec2:CreateTags arn:aws:ec2:us-east-1::snapshot/snap-1',
      'ec2:DeleteSnapshot arn:aws:ec2:us-east-1::snapshot/snap-1',
      'ec2:DescribeInstances *',
      'ec2:DescribeSnapshots *',
      'ec2:DescribeVolumes *',
    ],
    mayNot: ['ec2:CreateSnapshot arn:aws:ec2:us-east-1:own:volume/vol-other', 'ec2:DeleteVolume {aws_ebs_volume.data}'],
  },
  clickhouse: {
    layer: '2-clickhouse',
    service: 'ec2.amazonaws.com',
    context: { 'cloudwatch:namespace': 'factor-mining-dev-clickhouse' },
    may: [
      ...sessions,
      'secretsmanager:GetSecretValue {aws_secretsmanager_secret.users_writer}',
      'secretsmanager:GetSecretValue {aws_secretsmanager_secret.users_reader}',
      'secretsmanager:PutSecretValue {aws_secretsmanager_secret.users_ca}',
      'cloudwatch:PutMetricData *',
    ],
    mayNot: [
      'secretsmanager:PutSecretValue {aws_secretsmanager_secret.users_writer}',
      'secretsmanager:PutSecretValue {aws_secretsmanager_secret.users_reader}',
      'ec2:DetachVolume {aws_ebs_volume.data}',
      'ssm:SendCommand *',
    ],
  },
  'warehouse-migrate': {
    layer: '2-clickhouse',
    service: lambda,
    may: [
      ...logs('migrate'),
      ...interfaces,
      'secretsmanager:GetSecretValue {aws_secretsmanager_secret.users_writer}',
      'secretsmanager:GetSecretValue {aws_secretsmanager_secret.users_ca}',
    ],
    mayNot: ['secretsmanager:GetSecretValue {aws_secretsmanager_secret.users_reader}'],
  },
  'jump-host': {
    layer: '3-jump-host',
    service: 'ec2.amazonaws.com',
    may: [
      ...sessions,
      ...logs('session-logs'),
      'logs:DescribeLogStreams {aws_cloudwatch_log_group.session-logs}:*',
      'logs:DescribeLogGroups *',
    ],
    mayNot: [writer, reader, 'ssm:SendCommand *', 'ssm:StartSession *', 'logs:DeleteLogStream *'],
  },
  'market-data-collect': {
    layer: '4-market-data',
    service: lambda,
    may: [
      ...logs('collect'),
      'sqs:SendMessage {aws_sqs_queue.collect_dead-letters}',
      ...stocks,
      ...interfaces,
      ...read('raw'),
      ...write('raw'),
      writer,
      authority,
    ],
    mayNot: [
      's3:DeleteObject {aws_s3_bucket.raw}/a',
      's3:GetObject arn:aws:s3:::{0-prepare.data_bucket}/other',
      reader,
    ],
  },
  'market-data-schedule': daily('4-market-data'),
  'web-search-collect': {
    layer: '5-web-search',
    service: lambda,
    may: [
      ...logs('collect'),
      'sqs:SendMessage {aws_sqs_queue.collect_dead-letters}',
      ...stocks,
      ...read('raw'),
      ...write('raw'),
      'secretsmanager:GetSecretValue {aws_secretsmanager_secret.tavily}',
    ],
    mayNot: [writer, `bedrock:InvokeModel ${chosen}`, 'ec2:CreateNetworkInterface *'],
  },
  'web-search-schedule': daily('5-web-search'),
  'web-search-score': {
    layer: '5-web-search',
    service: lambda,
    may: [
      ...logs('score'),
      ...interfaces,
      ...read('raw'),
      ...consume('articles'),
      `bedrock:InvokeModel ${chosen}`,
      writer,
      authority,
    ],
    mayNot: [
      's3:PutObject {aws_s3_bucket.raw}/a',
      'secretsmanager:GetSecretValue {aws_secretsmanager_secret.tavily}',
      `bedrock:InvokeModel ${model}/another`,
    ],
  },
  'market-data-ingest': {
    layer: '4-market-data',
    service: lambda,
    may: [
      ...logs('ingest'),
      ...interfaces,
      ...read('raw', 'facts/'),
      ...read('raw', 'groups/'),
      ...write('raw', 'groups/'),
      ...consume('facts'),
      writer,
      authority,
    ],
    mayNot: [
      's3:GetObject {aws_s3_bucket.raw}/yahoo/a',
      's3:PutObject {aws_s3_bucket.raw}/facts/a',
      's3:DeleteObject {aws_s3_bucket.raw}/facts/a',
      reader,
    ],
  },
  'sec-filing-collect': {
    layer: '6-sec-filing',
    service: lambda,
    may: [
      ...logs('collect'),
      'sqs:SendMessage {aws_sqs_queue.collect_dead-letters}',
      ...stocks,
      ...read('raw'),
      ...write('raw'),
    ],
    mayNot: [writer, 'ec2:CreateNetworkInterface *', 's3:DeleteObject {aws_s3_bucket.raw}/a'],
  },
  'sec-filing-schedule': daily('6-sec-filing'),
  'sec-filing-extract': {
    layer: '6-sec-filing',
    service: lambda,
    may: [...logs('extract'), ...interfaces, ...read('raw'), ...consume('filings'), writer, authority],
    mayNot: ['s3:PutObject {aws_s3_bucket.raw}/a', reader],
  },
  'financial-report-process': {
    layer: '7-financial-report',
    service: lambda,
    may: [
      ...logs('process'),
      ...interfaces,
      ...read('reports', 'reports/'),
      ...read('reports', 'answers/'),
      ...write('reports', 'answers/'),
      ...consume('uploads'),
      `bedrock:InvokeModel ${chosen}`,
      writer,
      authority,
    ],
    mayNot: ['s3:PutObject {aws_s3_bucket.reports}/reports/a', `bedrock:InvokeModel ${model}/another`, reader],
  },
  'mining-job': {
    layer: '8-factor-mining',
    service: 'ecs-tasks.amazonaws.com',
    may: [
      ...read('runs', 'runs/'),
      ...write('runs', 'runs/'),
      ...read('runs', 'panels/'),
      ...write('runs', 'panels/'),
      's3:DeleteObject {aws_s3_bucket.runs}/panels/a',
      ...read('runs', 'reports/'),
      ...write('runs', 'reports/'),
      's3:GetObject arn:aws:s3:::{0-prepare.data_bucket}/universe.csv',
    ],
    mayNot: [
      writer,
      's3:PutObject arn:aws:s3:::{0-prepare.data_bucket}/universe.csv',
      's3:GetObject {aws_s3_bucket.runs}/other',
      's3:DeleteObject {aws_s3_bucket.runs}/runs/a',
      'batch:SubmitJob *',
    ],
  },
  'mining-job-start': {
    layer: '8-factor-mining',
    service: 'ecs-tasks.amazonaws.com',
    may: [...logs('job'), ...pull, writer, authority],
    mayNot: [reader, 'ecr:PutImage {aws_ecr_repository.image}', 's3:GetObject {aws_s3_bucket.runs}/runs/a'],
  },
  'mining-workflow': {
    layer: '8-factor-mining',
    service: 'states.amazonaws.com',
    may: [
      ...read('runs', 'runs/'),
      ...write('runs', 'runs/'),
      'batch:SubmitJob {aws_batch_job_queue.compute}',
      'batch:SubmitJob {aws_batch_job_definition.job.arn_prefix}:3',
      'batch:TerminateJob arn:aws:batch:us-east-1:{account}:job/1',
      'batch:DescribeJobs *',
      'events:PutTargets arn:aws:events:us-east-1:{account}:rule/StepFunctionsGetEventsForBatchJobsRule',
      'events:PutRule arn:aws:events:us-east-1:{account}:rule/StepFunctionsGetEventsForBatchJobsRule',
      'events:DescribeRule arn:aws:events:us-east-1:{account}:rule/StepFunctionsGetEventsForBatchJobsRule',
      'sns:Publish {0-prepare.alarm_topic_arn}',
      'logs:CreateLogDelivery *',
      'logs:GetLogDelivery *',
      'logs:UpdateLogDelivery *',
      'logs:DeleteLogDelivery *',
      'logs:ListLogDeliveries *',
      'logs:PutResourcePolicy *',
      'logs:DescribeResourcePolicies *',
      'logs:DescribeLogGroups *',
    ],
    mayNot: [
      'batch:SubmitJob arn:aws:batch:us-east-1:own:job-queue/other',
      'batch:RegisterJobDefinition *',
      'events:PutRule arn:aws:events:us-east-1:own:rule/other',
      's3:PutObject {aws_s3_bucket.runs}/other',
      writer,
    ],
  },
  'mining-ended': {
    layer: '8-factor-mining',
    service: 'events.amazonaws.com',
    may: ['states:StartExecution {aws_sfn_state_machine.workflow_recorder}'],
    mayNot: ['states:StartExecution {aws_sfn_state_machine.workflow_machine}', 'states:StopExecution *'],
  },
  'factor-mining-schedule': {
    layer: '8-factor-mining',
    service: 'scheduler.amazonaws.com',
    may: [
      'states:StartExecution {aws_sfn_state_machine.workflow_machine}',
      'sqs:SendMessage {aws_sqs_queue.daily_missed}',
    ],
    mayNot: ['states:StartExecution arn:aws:states:us-east-1:own:stateMachine:other', 'states:StopExecution *'],
  },
  dashboard: {
    layer: '9-visualization',
    service: 'ecs-tasks.amazonaws.com',
    may: [],
    mayNot: [reader, writer, authority, 's3:GetObject *', 'states:StartExecution *'],
  },
  'dashboard-start': {
    layer: '9-visualization',
    service: 'ecs-tasks.amazonaws.com',
    may: [...logs('service'), ...pull, reader, authority],
    mayNot: [writer, 'ecr:PutImage {aws_ecr_repository.image}'],
  },
};

/** What no role may do, on anything. */
export const forbidden: readonly string[] = [
  'dynamodb:DeleteTable',
  'ec2:AuthorizeSecurityGroupIngress',
  'ec2:RunInstances',
  'ec2:TerminateInstances',
  'iam:AttachRolePolicy',
  'iam:CreateAccessKey',
  'iam:CreateUser',
  'iam:PassRole',
  'iam:PutRolePolicy',
  'kms:ScheduleKeyDeletion',
  'lambda:UpdateFunctionCode',
  'logs:DeleteLogGroup',
  's3:DeleteBucket',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:PutBucketPolicy',
  'secretsmanager:DeleteSecret',
  'sqs:PurgeQueue',
  'sts:AssumeRole',
];
