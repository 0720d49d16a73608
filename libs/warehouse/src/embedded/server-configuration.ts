import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What of the engine is configuration of a server and no setting of a statement. Parts that were merged into others are
 * removed a second after the start and from then on; by default the engine begins after half a minute, which most
 * commands do not live, and every later one then loads all that those before it left (7,000 parts after 60 runs took
 * four seconds of processor time).
 */
const configuration = `<clickhouse>
  <merge_tree>
    <cleanup_delay_period>1</cleanup_delay_period>
    <cleanup_delay_period_random_add>0</cleanup_delay_period_random_add>
  </merge_tree>
</clickhouse>
`;

/**
 * Opens the engine with this configuration, which it accepts only as a file: one in the folder for temporary files, since
 * the path of a data folder may mean something to the engine. Where it cannot be written, as on a full disk, the engine
 * opens without it.
 *
 * @param open - is given the arguments of the engine; the file is removed when it returns
 */
export function configured<Opened>(open: (engineArguments: readonly string[]) => Opened): Opened {
  const folder = temporaryFolder();
  if (folder === undefined) return open([]);
  try {
    return open(writtenTo(join(folder, 'engine.xml')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function temporaryFolder(): string | undefined {
  try {
    return mkdtempSync(join(tmpdir(), 'fm-engine-'));
  } catch {
    return undefined;
  }
}

function writtenTo(path: string): string[] {
  try {
    writeFileSync(path, configuration);
    return [`--config-file=${path}`];
  } catch {
    return [];
  }
}
