/**
 * Serves ClickHouse itself over HTTP and the native protocol: the `clickhouse local` inside chdb's library, which listens
 * where it is asked to. Arguments: data folder, configuration file, HTTP port. Ends when standard input does.
 *
 * @see https://clickhouse.com/docs/operations/utilities/clickhouse-local
 */
import { createRequire } from 'node:module';
import { DataType, load, open } from 'ffi-rs';

const require = createRequire(import.meta.url);
const { resolveLibchdb } = require('chdb/libchdb') as { resolveLibchdb: () => { readonly path: string } };

const [folder, config, httpPort] = process.argv.slice(2) as [string, string, string];
const statements = [
  'SYSTEM START LISTEN TCP',
  'SYSTEM START LISTEN HTTP',
  // The library listens while a statement runs.
  'SELECT sleepEachRow(1) FROM numbers(86400) SETTINGS max_block_size = 1, function_sleep_max_microseconds_per_block = 0',
];
const argv = ['clickhouse', `--path=${folder}`, `--config-file=${config}`, '--query', statements.join(';')];

open({ library: 'chdb', path: resolveLibchdb().path });
void load({
  library: 'chdb',
  funcName: 'query_stable_v2',
  retType: DataType.External,
  paramsType: [DataType.I32, DataType.StringArray],
  paramsValue: [argv.length, argv],
  runInNewThread: true,
}).then(() => {
  console.log('ended');
  process.exit(1);
});

process.stdin.resume();
// The engine's threads would hold an exit up.
process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL'));
await answering(`http://127.0.0.1:${httpPort}/ping`);
console.log(`ready ${httpPort}`);

async function answering(url: string): Promise<void> {
  while ((await fetch(url).catch(() => undefined))?.ok !== true)
    await new Promise((resolve) => setTimeout(resolve, 20));
}
