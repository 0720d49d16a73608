import { address, listOf, mapOf, oneOf, text, type Kind } from './kinds.ts';
import { djia30 } from './universe.ts';

/** One setting: where it comes from, what it may be, and what it is when it is not set. */
export interface Setting<Value, Default extends Value | undefined = Value | undefined> {
  /** Environment variable. */
  readonly env: string;
  readonly kind: Kind<Value>;
  /** Undefined where nothing is a right default. */
  readonly initial: Default;
  /** A right value, as it stands in the environment. */
  readonly example: string;
  readonly description: string;
  /** Its value is never shown. @default false */
  readonly secret?: boolean;
}

const setting = <Value, Default extends Value | undefined>(of: Setting<Value, Default>): Setting<Value, Default> => of;

const ticker = text('a ticker symbol', /^[A-Z][A-Z0-9.-]{0,9}$/);
const cik = text('a CIK of ten digits, or empty to have it looked up', /^(\d{10})?$/);
const slug = text('3 to 16 lower-case letters, digits and hyphens', /^[a-z][a-z0-9-]{1,14}[a-z0-9]$/);
const word = text('letters, digits, dots, colons, slashes, hyphens and underscores', /^[\w.:/-]+$/);
const anything = text('not empty', /^[^\r\n]+$/);

/** Every setting of the applications, read from the environment. */
export const settingTable = {
  project: setting({
    env: 'FM_PROJECT',
    kind: slug,
    initial: 'factor-mining' as string,
    example: 'factor-mining',
    description: 'First part of the name of everything that is deployed.',
  }),
  environment: setting({
    env: 'FM_ENVIRONMENT',
    kind: slug,
    initial: 'dev' as string,
    example: 'dev',
    description: 'Second part of every name.',
  }),
  region: setting({
    env: 'AWS_REGION',
    kind: text('a region of AWS', /^[a-z]{2}(-[a-z]+)+-\d$/),
    initial: 'us-east-1' as string,
    example: 'us-east-1',
    description: 'Region of the AWS services.',
  }),
  universe: setting({
    env: 'FM_UNIVERSE',
    kind: listOf(ticker),
    initial: Object.keys(djia30) as readonly string[],
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
  home: setting({
    env: 'FM_HOME',
    kind: anything,
    initial: '.fm' as string,
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
  secUserAgent: setting({
    env: 'SEC_USER_AGENT',
    kind: text('a name and an e-mail address', /^[^\s@][^@\r\n]* [^\s@]+@[^\s@]+\.[^\s@]+$/),
    initial: undefined as string | undefined,
    example: 'Example Research research@example.com',
    description: 'Who asks, declared to the SEC with every request, which it demands.',
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
    description: 'Least severe level that is logged.',
  }),
} as const;

/** Name of a setting. */
export type SettingName = keyof typeof settingTable;
