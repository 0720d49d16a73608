import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../layers.ts';
import type { Trial } from './context.ts';
import { outputOf } from './states.ts';

/** Every line of every shell block of a Markdown document. */
export function commandsOf(markdown: string): string[] {
  const blocks = [...markdown.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block as string);
  return blocks.flatMap((block) => block.split('\n').filter((line) => line !== ''));
}

/** Runs the AWS CLI lines of docs/deploy.md, and the commands that outputs tell, as far as they go without an account. */
export async function walkDocument(trial: Trial): Promise<void> {
  if (spawnSync('aws', ['--version']).error !== undefined) {
    trial.check('the AWS CLI is there for the lines of docs/deploy.md (`pip install awscli`)', false);
    return;
  }
  const lines = commandsOf(readFileSync(`${root}docs/deploy.md`, 'utf8')).filter((line) => /(^|\$\()aws /.test(line));
  const values = {
    'factor-mining-dev': `${trial.settings.project}-${trial.settings.environment}`,
    VOLUME: await outputOf(trial.settings, '2-clickhouse', 'data_volume_id'),
    USER_POOL: await outputOf(trial.settings, '9-visualization', 'user_pool_id'),
  };
  for (const line of lines) await run(line);
  await run(await outputOf(trial.settings, '8-factor-mining', 'start_command'));
  const report = join(trial.settings.artifactRoot, 'REPORT.pdf');
  writeFileSync(report, '%PDF-1.4');
  await run((await outputOf(trial.settings, '7-financial-report', 'upload_command')).replace('REPORT.pdf', report));

  async function run(line: string): Promise<void> {
    const filled = Object.entries(values).reduce((text, [name, value]) => text.replaceAll(name, value), line);
    const command = filled.replace(/^export (\w+)=("\$\(.*\)")$/, 'value=$2 && test -n "$value"');
    const ran = await trial.run('bash', ['-c', command], { AWS_PAGER: '' });
    trial.expect(`docs: ${line.slice(0, 100)}`, ran);
  }
}
