import { resolve } from 'node:path';
import { loadConfig, type Environment } from '@fm/platform';
import { badServerUrl } from './errors.ts';

/** Which warehouse to open; what is left out comes from the environment. */
export interface WarehouseOptions {
  /** Address of a ClickHouse server. @default `CLICKHOUSE_URL`, else the embedded engine */
  readonly url?: string;
  /** Data folder of the embedded engine; given, it wins over `CLICKHOUSE_URL`. @default `FM_HOME`, else `.fm` */
  readonly home?: string;
  /** Refuses statements that write, and needs no right to. @default false */
  readonly readonly?: boolean;
  /**
   * Gives the variables again when a server refuses the password or shows another certificate: they may have been rotated
   * since. @default what is refused stays refused
   */
  readonly renew?: () => Promise<WarehouseEnvironment>;
  /** Refuses a data folder in which there is no warehouse yet, instead of making one. @default false */
  readonly existing?: boolean;
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

/** Variables that {@link warehouseConfig} reads, by name. */
export type WarehouseEnvironment = Environment;

/**
 * Resolves options and the configuration of the environment to one.
 *
 * @throws CONFIG_INVALID for a variable, WAREHOUSE_BAD_URL for an option
 */
export function warehouseConfig(
  options: WarehouseOptions = {},
  environment: WarehouseEnvironment = process.env,
): ServerConfig | FolderConfig {
  const config = loadConfig(environment);
  const readonly = options.readonly ?? false;
  const url = options.url ?? (options.home === undefined ? config.clickhouseUrl : undefined);
  if (url === undefined) return { kind: 'folder', home: resolve(options.home ?? config.home), readonly };
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !['http:', 'https:'].includes(parsed.protocol)) throw badServerUrl('option url');
  return {
    kind: 'server',
    // User and password travel in their own fields, never in an address that an error may show.
    url: parsed.origin,
    user: config.clickhouseUser ?? (decodeURIComponent(parsed.username) || 'default'),
    password: config.clickhousePassword ?? decodeURIComponent(parsed.password),
    database: config.clickhouseDatabase ?? (decodeURIComponent(parsed.pathname.slice(1)) || 'default'),
    ca: config.clickhouseCa,
    cluster: config.clickhouseCluster,
    readonly,
  };
}
