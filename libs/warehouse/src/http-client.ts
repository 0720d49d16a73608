import { ClickHouseLogLevel, createClient, type ClickHouseClient, type ClickHouseSettings } from '@clickhouse/client';
import { SocketAgent } from './home/private-socket.ts';
import { httpSettings, pinnedSettings, readOnlySettings, type Settings } from './settings.ts';

/** Where an HTTP client goes, and as whom. */
export interface HttpTarget {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly readonly: boolean;
  /** Socket to which every connection goes instead. @default connections go to the address */
  readonly socket?: string | undefined;
  /** Certificate authority (PEM) of the server. @default the public ones */
  readonly ca?: string | undefined;
}

/** Milliseconds for one statement; a long INSERT ... SELECT is not a reason to give up. */
const requestTimeout = 600_000;
/** Milliseconds; below the 3 s after which servers of default configuration close an idle connection. */
const idleSocketTtl = 2000;

/**
 * The client for a server or for the gateway of a holder.
 *
 * @param more - settings of every call beside the pinned ones
 */
export function httpClient(target: HttpTarget, more: Settings = {}): ClickHouseClient {
  return createClient({
    url: target.url,
    username: target.user,
    password: target.password,
    database: target.database,
    ...(target.ca === undefined ? {} : { tls: { ca_cert: Buffer.from(target.ca) } }),
    ...(target.socket === undefined ? {} : { http_agent: new SocketAgent(target.socket) }),
    application: 'factor-mining-platform',
    request_timeout: requestTimeout,
    // Parameters too long for an address travel in the body.
    use_multipart_params_auto: true,
    keep_alive: { enabled: true, idle_socket_ttl: idleSocketTtl },
    clickhouse_settings: { ...clientSettings(target.readonly), ...httpSettings, ...more },
    log: { level: ClickHouseLogLevel.OFF },
  });
}

/** The settings of every call, in the client's own type. */
export function clientSettings(readonly: boolean): ClickHouseSettings {
  return readonly ? { ...pinnedSettings, ...readOnlySettings } : pinnedSettings;
}
