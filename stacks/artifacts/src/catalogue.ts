/**
 * The applications that the stacks deploy, known by the path of what the build makes and by the environment variables
 * that they read, and by nothing else.
 */
export interface LambdaArtifact {
  /** Zip with `handler.mjs` at its top, relative to the root of the repository. */
  readonly path: string;
  /** Variables that the function reads. */
  readonly environment: readonly string[];
}

/** Variables of every function that opens the warehouse. */
const warehouse = [
  'CLICKHOUSE_URL',
  'CLICKHOUSE_DATABASE',
  'CLICKHOUSE_USER',
  'CLICKHOUSE_PASSWORD_SECRET_ARN',
  'CLICKHOUSE_CA_SECRET_ARN',
] as const;

/** Variables of every function that collects stocks. */
const stocks = ['FM_OBJECT_STORE', 'FM_UNIVERSE_OBJECT', 'FM_SYMBOL_QUEUE_URL', 'FM_CALLERS'] as const;

function lambda(name: string, ...environment: string[]): LambdaArtifact {
  return { path: `apps/lambdas/${name}/dist/function.zip`, environment };
}

export const lambdaArtifacts = {
  'warehouse-migrate': lambda('warehouse-migrate', ...warehouse),
  'market-data-collect': lambda('market-data-collect', ...stocks, ...warehouse),
  'market-data-ingest': lambda('market-data-ingest', 'FM_OBJECT_STORE', ...warehouse),
  'web-search-collect': lambda('web-search-collect', ...stocks, 'TAVILY_API_KEY_SECRET_ARN'),
  'web-search-score': lambda('web-search-score', 'FM_OBJECT_STORE', 'FM_BEDROCK_MODEL', ...warehouse),
  'sec-filing-collect': lambda('sec-filing-collect', ...stocks, 'SEC_USER_AGENT'),
  'sec-filing-extract': lambda('sec-filing-extract', 'FM_OBJECT_STORE', ...warehouse),
  'financial-report-process': lambda('financial-report-process', 'FM_OBJECT_STORE', 'FM_BEDROCK_MODEL', ...warehouse),
} as const satisfies Record<string, LambdaArtifact>;

export type LambdaName = keyof typeof lambdaArtifacts;

export const lambdaNames = Object.keys(lambdaArtifacts) as LambdaName[];
