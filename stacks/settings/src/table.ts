import { flag, integer, listOf, mapOf, oneOf, text, type Kind } from './kinds.ts';
import { fargateVcpus } from './fargate.ts';
import { djia30 } from '@fm/platform/universe';

/** One row of the table of settings. */
export interface SettingRow<T> {
  readonly kind: Kind<T>;
  readonly initial: T;
  readonly about: string;
}

function row<T>(kind: Kind<T>, initial: NoInfer<T>, about: string): SettingRow<T> {
  return { kind, initial, about };
}

/** Regions in the public AWS partition that offer all services of the ten layers. */
export const regions = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eu-north-1',
  'ap-northeast-1',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
] as const;

/** Interface endpoints that can be switched on, by the service's name behind `com.amazonaws.<region>.`. */
export const interfaceServices = [
  'secretsmanager',
  'logs',
  'ecr.api',
  'ecr.dkr',
  'ssm',
  'ssmmessages',
  'ec2messages',
  'states',
  'monitoring',
] as const;

const slug = text(
  '3 to 16 lower-case letters, digits and hyphens',
  '"factor-mining"',
  /^[a-z][a-z0-9-]{1,14}[a-z0-9]$/,
);
const symbolForm = /^[A-Z0-9^][A-Z0-9.^=_-]{0,31}$/;
const ticker = text('a ticker symbol', '"AAPL"', symbolForm);
const cik = text('a CIK of ten digits', '"0000320193"', /^\d{10}$/);
const domainName = text('a host name, or empty', '"factors.example.com"', /^$|^([a-z0-9-]+\.)+[a-z]{2,}$/);
const address = text('an e-mail address, or empty', '"quant@example.com"', /^$|^[^@\s]+@[^@\s]+\.[^@\s]+$/);
const scheduleText = text('an EventBridge Scheduler expression', '"cron(0 18 ? * MON-FRI *)"', /^(cron|rate)\(.+\)$/);

/**
 * Every setting of the stacks. In `cdktf.json` it has its own name, in the environment as `FM_` and the name in
 * upper snake case (`vpcCidr` is `FM_VPC_CIDR`), which wins.
 */
export const settingTable = {
  project: row(slug, 'factor-mining', 'First part of every name.'),
  environment: row(slug, 'dev', 'Second part of every name, and the profile of cdktf.json that is used.'),
  region: row(oneOf(regions), 'us-east-1', 'AWS region.'),
  backend: row(oneOf(['local', 's3']), 'local', 'Where Terraform keeps the state of every stack.'),
  stateBucket: row(
    text('a bucket name, or empty', '"acme-factor-mining-state"', /^$|^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/),
    '',
    'Bucket of the state; 0-prepare makes it. Needed when backend is s3.',
  ),
  stateFolder: row(
    text('a folder', '".terraform-state"', /./),
    '.terraform-state',
    'Folder of the state when backend is local.',
  ),
  artifactRoot: row(text('a folder', '"."', /./), '.', 'Folder of the built artifacts, from the root.'),
  s3PathStyle: row(flag(), false, 'Address buckets by path, for an S3 endpoint that is not AWS.'),
  protect: row(flag(), false, 'Production: refuse to destroy data, keep buckets that hold objects.'),
  logRetentionDays: row(integer('days', 1, 3653), 30, 'Retention of every log group; one of the values of CloudWatch.'),
  alarmEmail: row(address, '', 'Receives alarms and budget notices.'),
  monthlyBudgetUsd: row(integer('US dollars', 1, 1_000_000), 300, 'Limit of the monthly budget.'),
  codeSigning: row(flag(), false, 'Sign Lambda artifacts with AWS Signer and refuse unsigned ones.'),
  customerKeyArn: row(
    text(
      'the ARN of a KMS key, or empty',
      '"arn:aws:kms:us-east-1:<account>:key/<id>"',
      /^$|^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/,
    ),
    '',
    'Your own key that encrypts buckets, volumes and secrets; empty for AWS keys.',
  ),
  reserveConcurrency: row(
    flag(),
    false,
    'Reserve concurrency so that no collector runs twice at once; an account with a limit of 10 refuses this.',
  ),
  tracing: row(flag(), false, 'Trace functions and mining runs with X-Ray.'),
  vpcCidr: row(text('an IPv4 block', '"10.20.0.0/16"', /\//), '10.20.0.0/16', 'Addresses of the VPC.'),
  reservedCidrs: row(
    listOf(text('an IPv4 block', '"10.0.0.0/16"', /\//)),
    [],
    'Blocks of peered networks, which the VPC may not overlap.',
  ),
  natGateways: row(oneOf(['one', 'per-zone']), 'one', 'One NAT gateway, or one in every zone.'),
  interfaceEndpoints: row(listOf(oneOf(interfaceServices)), [], 'AWS services reached through interface endpoints.'),
  machineImage: row(
    text(
      'the exact name of an Amazon Linux 2023 arm64 image',
      '"al2023-ami-2023.12.20260918.0-kernel-6.1-arm64"',
      /^al2023-ami-2023\.[\d.]+-kernel-[\d.]+-arm64$/,
    ),
    'al2023-ami-2023.12.20260918.0-kernel-6.1-arm64',
    'Image of the ClickHouse and jump hosts, named exactly so that a new release replaces nothing unasked.',
  ),
  clickhouseVersion: row(
    text('a ClickHouse version', '"26.8.36.3"', /^\d+\.\d+\.\d+\.\d+$/),
    '26.8.36.3',
    'ClickHouse package, of a long-term line: the first of 26.8 without CVE-2026-116366.',
  ),
  clickhouseInstanceType: row(
    text('a Graviton instance type', '"r7g.large"', /^[a-z]+\d+g[a-z]*\.\w+$/),
    'r7g.large',
    'ClickHouse host.',
  ),
  clickhouseVolumeGib: row(integer('GiB', 20, 16_384), 100, 'Size of the data volume.'),
  clickhouseSnapshotId: row(
    text('a snapshot id, or empty', '"snap-0123456789abcdef0"', /^$|^snap-[0-9a-f]+$/),
    '',
    'Snapshot to fill a new data volume from.',
  ),
  clickhousePasswordVersion: row(integer('versions', 1, 1_000_000), 1, 'Raise it by one to rotate the password.'),
  snapshotRetentionDays: row(integer('days', 1, 365), 14, 'How long daily snapshots of the data volume are kept.'),
  jumpHostInstanceType: row(
    text('a Graviton instance type', '"t4g.nano"', /^[a-z]+\d+g[a-z]*\.\w+$/),
    't4g.nano',
    'Jump host.',
  ),
  universe: row(listOf(ticker, 1), Object.keys(djia30), 'Symbols that are collected.'),
  ciks: row(mapOf(symbolForm, cik), djia30, 'CIK by symbol; no filings are collected for a symbol without one.'),
  universeFile: row(
    text('a CSV file from the root of the repository, or empty', '"universe.csv"', /^$|^[^\r\n]+$/),
    '',
    'List of stocks in place of universe and ciks: `symbol,cik`, one stock per line, any number of them.',
  ),
  timeZone: row(
    text('a time zone of the IANA database', '"America/New_York"', /^[A-Za-z_]+(\/[A-Za-z_]+)*$/),
    'America/New_York',
    'Time zone of the schedules.',
  ),
  marketDataSchedule: row(scheduleText, 'cron(30 18 ? * MON-FRI *)', 'Collection of prices.'),
  webSearchSchedule: row(scheduleText, 'cron(0 7 * * ? *)', 'Search for news.'),
  secFilingSchedule: row(scheduleText, 'cron(0 22 ? * MON-FRI *)', 'Collection of filings.'),
  miningSchedule: row(
    scheduleText,
    'cron(0 3 ? * TUE-SAT *)',
    "Check of the day's data, mining run and notification, once an image is named in miningImage.",
  ),
  secContact: row(address, '', 'Mail address in the User-Agent that the SEC demands.'),
  bedrockModel: row(
    text(
      'the id of a Bedrock foundation model or inference profile',
      '"amazon.nova-pro-v1:0" or "eu.amazon.nova-pro-v1:0"',
      /^[a-z0-9-]+\.[a-z0-9.:-]+$/,
    ),
    'amazon.nova-pro-v1:0',
    'The one model that may be invoked.',
  ),
  miningVcpu: row(oneOf(fargateVcpus), '1', 'vCPU of a job of a run; a slice keeps one busy.'),
  miningMemoryMib: row(integer('MiB', 512, 122_880), 8192, 'Memory of a job of a run.'),
  miningTestVcpu: row(oneOf(fargateVcpus), '1', 'vCPU of a job of the stage that tests factors.'),
  miningTestMemoryMib: row(integer('MiB', 512, 122_880), 8192, 'Memory of a job of the stage that tests factors.'),
  miningMaxVcpu: row(
    integer('vCPU', 4, 4096),
    64,
    'Largest number of vCPUs that all slices use together, a quarter of it on demand.',
  ),
  miningImage: row(
    text('an image digest, or empty', '"sha256:<64 hex digits>"', /^$|^sha256:[0-9a-f]{64}$/),
    '',
    'Image of the mining job in its repository; empty until one is pushed.',
  ),
  dashboardImage: row(
    text('an image digest, or empty', '"sha256:<64 hex digits>"', /^$|^sha256:[0-9a-f]{64}$/),
    '',
    'Image of the dashboard in its repository; empty until one is pushed.',
  ),
  domain: row(
    domainName,
    '',
    'Host name of the dashboard; with one it is public over HTTPS with login, without one internal.',
  ),
  dashboardCidrs: row(
    listOf(text('an IPv4 block', '"203.0.113.0/24"', /\//), 1),
    ['0.0.0.0/0'],
    'Addresses that may reach the public dashboard.',
  ),
  hostedZone: row(domainName, '', 'Route 53 zone that holds the domain; needed with one.'),
  loginProviders: row(
    listOf(text('the name of an identity provider in the user pool', '"Company"', /^[A-Za-z][A-Za-z0-9_-]{2,31}$/)),
    [],
    'OpenID Connect providers of the user pool with which people log in too; registered in the pool by hand before.',
  ),
  dashboardShowsRuns: row(flag(), false, 'The dashboard shows the executions of the mining workflow.'),
  runStarters: row(
    listOf(text('an e-mail address', '"quant@example.com"', /^[^@\s,]+@[^@\s,]+\.[^@\s,]+$/)),
    [],
    'People who may start mining runs from the dashboard; needs a domain, whose login identifies them.',
  ),
  dashboardTasks: row(integer('tasks', 1, 10), 1, 'Minimum number of dashboard tasks.'),
} as const;

export type SettingName = keyof typeof settingTable;

/** All settings, read and checked. */
export type Settings = {
  readonly [Name in SettingName]: (typeof settingTable)[Name] extends SettingRow<infer T> ? T : never;
};
