import { resolve } from 'node:path';
import { badServerUrl } from './errors.ts';

/** Which warehouse to open; what is left out comes from the environment. */
export interface WarehouseOptions {
  /** Address of a ClickHouse server. @default `CLICKHOUSE_URL`, else the embedded engine */
  readonly url?: string;
  /** Data folder of the embedded engine; given, it wins over `CLICKHOUSE_URL`. @default `FM_HOME`, else `.fm` */
  readonly home?: string;
  /** Refuses statements that write, and needs no right to. @default false */
  readonly readonly?: boolean;
}

/** A server to talk to. */
export interface ServerConfig {
  readonly kind: 'server';
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Certificate authority (PEM) that signed the server's certificate, from `CLICKHOUSE_CA`; undefined for a public one. */
  readonly ca: string | undefined;
  /** Cluster on which the tables are made, from `CLICKHOUSE_CLUSTER`. */
  readonly cluster: string | undefined;
  readonly readonly: boolean;
}

/** A data folder to open or to attach to. */
export interface FolderConfig {
  readonly kind: 'folder';
  /** Absolute. */
  readonly home: string;
  readonly readonly: boolean;
}

/** Variables that {@link warehouseConfig} reads. */
export type WarehouseEnvironment = Readonly<Record<string, string | undefined>>;

/** Resolves options and environment to one configuration. An empty variable counts as unset. */
export function warehouseConfig(
  options: WarehouseOptions = {},
  environment: WarehouseEnvironment = process.env,
): ServerConfig | FolderConfig {
  const set = (name: string) => environment[name] || undefined;
  const readonly = options.readonly ?? false;
  const url = options.url ?? (options.home === undefined ? set('CLICKHOUSE_URL') : undefined);
  if (url === undefined) {
    return { kind: 'folder', home: resolve(options.home ?? set('FM_HOME') ?? '.fm'), readonly };
  }
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !['http:', 'https:'].includes(parsed.protocol)) {
    throw badServerUrl(options.url === undefined ? 'CLICKHOUSE_URL' : 'option url');
  }
  const database = set('CLICKHOUSE_DATABASE') ?? (decodeURIComponent(parsed.pathname.slice(1)) || 'default');
  const user = set('CLICKHOUSE_USER') ?? (decodeURIComponent(parsed.username) || 'default');
  const password = set('CLICKHOUSE_PASSWORD') ?? decodeURIComponent(parsed.password);
  return {
    kind: 'server',
    // User and password travel in their own fields, never in an address that an error may show.
    url: parsed.origin,
    user,
    password,
    database,
    ca: set('CLICKHOUSE_CA'),
    cluster: set('CLICKHOUSE_CLUSTER'),
    readonly,
  };
}
