import { resolve } from 'node:path';
import { FmError, loadConfig } from '@fm/platform';

/**
 * The data folder, for a command that works on it as a whole.
 *
 * @throws FOLDER_NOT_USED where the warehouse is a server
 */
export function dataFolder(command: string): string {
  const { clickhouseUrl, home } = loadConfig();
  if (clickhouseUrl === undefined) return resolve(home);
  throw new FmError('FOLDER_NOT_USED', {
    what: `\`fm ${command}\` works on a data folder, and the warehouse is the server of CLICKHOUSE_URL`,
    remedy: "Use the server's own BACKUP and RESTORE, or unset CLICKHOUSE_URL.",
    kind: 'usage',
  });
}
