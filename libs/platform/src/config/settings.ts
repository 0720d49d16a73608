import { address, listOf, mapOf, oneOf, text, wholeNumber, type Kind } from './kinds.ts';
import { djia30 } from '../universe/index.ts';

/** One setting: where it comes from, what it may be, and what it is when it is not set. */
export interface Setting<Value, Default extends Value | undefined = Value | undefined> {
  /** Environment variable. */
  readonly env: string;
  readonly kind: Kind<Value>;
  /** Undefined if no default is right. */
  readonly initial: Default;
  /** A valid value, as written in the environment. */
  readonly example: string;
  readonly description: string;
  /** Its value is never shown. @default false */
  readonly secret?: boolean;
}

const setting = <Value, Default extends Value | undefined>(of: Setting<Value, Default>): Setting<Value, Default> => of;

const ticker = text('a ticker symbol', /^[A-Z0-9^][A-Z0-9.^=_-]{0,31}$/);
const cik = text('a CIK of ten digits, or empty to have it looked up', /^(\d{10})?$/);
const slug = text('3 to 16 lower-case letters, digits and hyphens', /^[a-z][a-z0-9-]{1,14}[a-z0-9]$/);
const word = text('letters, digits, dots, colons, slashes, hyphens and underscores', /^[\w.:/-]+$/);
const anything = text('not empty', /^[^\r\n]+$/);
const secretArn = text('the ARN of a secret', /^arn:[\w-]+:secretsmanager:\S+$/);

const noNames: Readonly<Record<string, string>> = {};

/** Every setting of the applications, read from the environment. */
export const settingTable = {
  project: setting({
    env: 'FM_PROJECT',
    kind: slug,
    initial: 'factor-mining',
    example: 'factor-mining',
    description: 'First part of the name of everything that is deployed.',
  }),
  environment: setting({
    env: 'FM_ENVIRONMENT',
    kind: slug,
    initial: 'dev',
    example: 'dev',
    description: 'Second part of every name.',
  }),
  region: setting({
    env: 'AWS_REGION',
    kind: text('an AWS region', /^[a-z]{2}(-[a-z]+)+-\d$/),
    initial: 'us-east-1',
    example: 'us-east-1',
    description: 'Region of the AWS services.',
  }),
  universe: setting({
    env: 'FM_UNIVERSE',
    kind: listOf(ticker),
    initial: Object.keys(djia30),
    example: 'AAPL,MSFT,JPM',
    description: 'Symbols that are collected. The default is the thirty stocks of the reference platform.',
  }),
  ciks: setting({
    env: 'FM_CIKS',
    kind: mapOf(ticker, cik),
    initial: djia30,
    example: 'AAPL=0000320193,MSFT=0000789019',
    description: 'CIK by symbol; symbols that are not in it are looked up at the SEC.',
  }),
  universeObject: setting({
    env: 'FM_UNIVERSE_OBJECT',
    kind: address('file', 's3'),
    initial: undefined as string | undefined,
    example: 's3://acme-factor-mining-data/universe.csv',
    description:
      'List of the stocks that functions and jobs collect and expect, `symbol,cik`. Without it: FM_UNIVERSE and FM_CIKS.',
  }),
  symbolQueueUrl: setting({
    env: 'FM_SYMBOL_QUEUE_URL',
    kind: address('http', 'https'),
    initial: undefined as string | undefined,
    example: 'https://sqs.us-east-1.amazonaws.com/123456789012/market-data-symbols',
    description: 'Queue to which a collecting function sends a message for each stock.',
  }),
  callers: setting({
    env: 'FM_CALLERS',
    kind: wholeNumber(1, 100),
    initial: 1,
    example: '2',
    description: 'Number of processes that query a provider at the same time; each keeps to its share of the rate.',
  }),
  companyNames: setting({
    env: 'FM_COMPANY_NAMES',
    kind: mapOf(ticker, text('a name', /^[^,=\r\n]+$/)),
    initial: noNames,
    example: 'V=Visa,KO=Coca-Cola',
    description: 'Name by symbol under which news are searched; those of the default universe are known.',
  }),
  home: setting({
    env: 'FM_HOME',
    kind: anything,
    initial: '.fm',
    example: '.fm',
    description: 'Folder of the embedded warehouse and of local objects.',
  }),
  objectStore: setting({
    env: 'FM_OBJECT_STORE',
    kind: address('file', 's3'),
    initial: undefined as string | undefined,
    example: 's3://acme-factor-mining-raw/prefix',
    description: 'Where raw responses are kept. Without it: the folder `objects` under FM_HOME.',
  }),
  clickhouseUrl: setting({
    env: 'CLICKHOUSE_URL',
    kind: address('http', 'https'),
    initial: undefined as string | undefined,
    example: 'https://clickhouse.example.com:8443',
    description: 'ClickHouse server. Without it: the embedded engine.',
    secret: true,
  }),
  clickhouseUser: setting({
    env: 'CLICKHOUSE_USER',
    kind: word,
    initial: undefined as string | undefined,
    example: 'writer',
    description: 'User of the ClickHouse server.',
  }),
  clickhousePassword: setting({
    env: 'CLICKHOUSE_PASSWORD',
    kind: anything,
    initial: undefined as string | undefined,
    example: 'correct-horse-battery-staple',
    description: 'Password of that user.',
    secret: true,
  }),
  clickhouseDatabase: setting({
    env: 'CLICKHOUSE_DATABASE',
    kind: word,
    initial: undefined as string | undefined,
    example: 'factor_mining',
    description: 'Database on the ClickHouse server.',
  }),
  clickhouseCluster: setting({
    env: 'CLICKHOUSE_CLUSTER',
    kind: word,
    initial: undefined as string | undefined,
    example: 'default',
    description: 'Cluster on which the tables are made.',
  }),
  clickhouseCa: setting({
    env: 'CLICKHOUSE_CA',
    kind: text(
      'a certificate in the PEM form',
      /^\s*-----BEGIN CERTIFICATE-----\s[\s\S]+-----END CERTIFICATE-----\s*$/,
    ),
    initial: undefined as string | undefined,
    example: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
    description: 'Certificate authority of the ClickHouse server. Without it: the public ones.',
  }),
  clickhousePasswordSecretArn: setting({
    env: 'CLICKHOUSE_PASSWORD_SECRET_ARN',
    kind: secretArn,
    initial: undefined as string | undefined,
    example: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:clickhouse-password',
    description: 'Secret whose value is CLICKHOUSE_PASSWORD, read by functions.',
  }),
  clickhouseCaSecretArn: setting({
    env: 'CLICKHOUSE_CA_SECRET_ARN',
    kind: secretArn,
    initial: undefined as string | undefined,
    example: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:clickhouse-ca',
    description: 'Secret whose value is CLICKHOUSE_CA, read by functions.',
  }),
  secUserAgent: setting({
    env: 'SEC_USER_AGENT',
    kind: text('a name and an e-mail address', /^[^\s@][^@\r\n]* [^\s@]+@[^\s@]+\.[^\s@]+$/),
    initial: undefined as string | undefined,
    example: 'Example Research research@example.com',
    description: 'Contact declared to the SEC with every request, as the SEC demands.',
    secret: true,
  }),
  tavilyApiKey: setting({
    env: 'TAVILY_API_KEY',
    kind: text('a key without spaces', /^\S{8,}$/),
    initial: undefined as string | undefined,
    example: 'tvly-0123456789',
    description: 'Key of the Tavily search.',
    secret: true,
  }),
  tavilyApiKeySecretArn: setting({
    env: 'TAVILY_API_KEY_SECRET_ARN',
    kind: secretArn,
    initial: undefined as string | undefined,
    example: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:tavily-key',
    description: 'Secret whose value is TAVILY_API_KEY, read by functions.',
  }),
  tavilyEndpoint: setting({
    env: 'TAVILY_ENDPOINT',
    kind: address('http', 'https'),
    initial: undefined as string | undefined,
    example: 'http://127.0.0.1:8080/search',
    description: 'Stand-in for the Tavily search, for trials on one machine.',
  }),
  secOrigin: setting({
    env: 'SEC_ORIGIN',
    kind: address('http', 'https'),
    initial: undefined as string | undefined,
    example: 'http://127.0.0.1:8080',
    description: 'Stand-in for the SEC, for trials on one machine.',
  }),
  pricesOrigin: setting({
    env: 'PRICES_ORIGIN',
    kind: address('http', 'https'),
    initial: undefined as string | undefined,
    example: 'http://127.0.0.1:8080',
    description: 'Stand-in for the providers of prices, for trials on one machine.',
  }),
  runFolder: setting({
    env: 'FM_RUN_FOLDER',
    kind: address('file', 's3'),
    initial: undefined as string | undefined,
    example: 's3://acme-factor-mining-runs/runs/execution',
    description: 'Folder of the run that a mining job works for.',
  }),
  panelFolder: setting({
    env: 'FM_PANEL_FOLDER',
    kind: address('file', 's3'),
    initial: undefined as string | undefined,
    example: 's3://acme-factor-mining-runs/panels',
    description: 'Folder of what runs compute from, where mining jobs read it instead of in the warehouse.',
  }),
  reportFolder: setting({
    env: 'FM_REPORT_FOLDER',
    kind: address('file', 's3'),
    initial: undefined as string | undefined,
    example: 's3://acme-factor-mining-runs/reports',
    description: 'Folder of the daily reports, with which a mining job compares the next one.',
  }),
  host: setting({
    env: 'HOST',
    kind: text('a host name or an address', /^[\w.:-]+$/),
    initial: '127.0.0.1',
    example: '0.0.0.0',
    description: 'Address that the dashboard container listens on.',
  }),
  port: setting({
    env: 'PORT',
    kind: wholeNumber(0, 65_535),
    initial: 8080,
    example: '8080',
    description: 'Port that the dashboard container listens on.',
  }),
  oidcSigner: setting({
    env: 'OIDC_SIGNER',
    kind: text('the ARN of a load balancer', /^arn:[\w-]+:elasticloadbalancing:\S+$/),
    initial: undefined as string | undefined,
    example: 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/dashboard/1',
    description: 'Load balancer whose logins the dashboard asks for. Without it: no login.',
  }),
  oidcIssuer: setting({
    env: 'OIDC_ISSUER',
    kind: address('https'),
    initial: undefined as string | undefined,
    example: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example',
    description: 'Issuer that must have made the logins of the dashboard. Needed with OIDC_SIGNER.',
  }),
  oidcClientId: setting({
    env: 'OIDC_CLIENT_ID',
    kind: text('the id of a client, without spaces', /^\S+$/),
    initial: undefined as string | undefined,
    example: '3n4b5urk1ft4fl3mg5e62d9ado',
    description: 'Client of the issuer that the logins must have been made for. Needed with OIDC_SIGNER.',
  }),
  oidcKeysUrl: setting({
    env: 'OIDC_KEYS_URL',
    kind: text(
      'an https: address, or an http: one of 127.0.0.1 or localhost',
      /^(https:\/\/[^\s/]+|http:\/\/(127\.0\.0\.1|localhost)(:\d+)?)(\/\S*)?$/,
    ),
    initial: undefined as string | undefined,
    example: 'https://s3-us-gov-west-1.amazonaws.com/aws-elb-public-keys-prod-us-gov-west-1',
    description: 'Where the public keys of the load balancer are. Without it: the key server of its region.',
  }),
  stateMachineArn: setting({
    env: 'STATE_MACHINE_ARN',
    kind: text('the ARN of a state machine', /^arn:[\w-]+:states:[\w-]+:\d{12}:stateMachine:[\w-]+$/),
    initial: undefined as string | undefined,
    example: 'arn:aws:states:eu-central-1:123456789012:stateMachine:mining',
    description: 'Mining workflow whose executions the dashboard shows and starts.',
  }),
  runStarters: setting({
    env: 'RUN_STARTERS',
    kind: listOf(text('an e-mail address', /^[^\s@,]+@[^\s@,]+$/)),
    initial: [],
    example: 'ada@example.com,grace@example.com',
    description: 'Who may start runs from the dashboard.',
  }),
  bedrockModel: setting({
    env: 'FM_BEDROCK_MODEL',
    kind: word,
    initial: undefined as string | undefined,
    example: 'us.anthropic.claude-sonnet-4-20250514-v1:0',
    description: 'Model or inference profile of Amazon Bedrock. Without it: local scorers where there are any.',
  }),
  logLevel: setting({
    env: 'FM_LOG_LEVEL',
    kind: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    initial: 'info' as const,
    example: 'info',
    description: 'Least severe level to log.',
  }),
} as const;

/** Name of a setting. */
export type SettingName = keyof typeof settingTable;
