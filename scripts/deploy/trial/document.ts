import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
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
    BUCKET: await outputOf(trial.settings, '4-market-data', 'bucket'),
    'DTB3.csv': fileOf(trial, 'DTB3.csv', 'observation_date,DTB3\n2024-03-01,5.2\n'),
  };
  await bootHost(trial);
  for (const line of lines) await run(line);
  await run(await outputOf(trial.settings, '8-factor-mining', 'start_command'));
  const report = fileOf(trial, 'REPORT.pdf', '%PDF-1.4');
  await run((await outputOf(trial.settings, '7-financial-report', 'upload_command')).replace('REPORT.pdf', report));
  const facts = await outputOf(trial.settings, '4-market-data', 'upload_command');
  await run(facts.replace('FILE', 'DTB3.csv').replace('KIND', 'risk-free'));

  async function run(line: string): Promise<void> {
    const filled = Object.entries(values).reduce((text, [name, value]) => text.replaceAll(name, value), line);
    const command = filled.replace(/^export (\w+)=("\$\(.*\)")$/, 'value=$2 && test -n "$value"');
    const ran = await trial.run('bash', ['-c', command], { AWS_PAGER: '' });
    trial.expect(`docs: ${line.slice(0, 100)}`, ran);
  }
}

/** The path of a file of the trial that holds the text. */
function fileOf({ settings }: Trial, name: string, text: string): string {
  const path = join(settings.artifactRoot, name);
  writeFileSync(path, text);
  return path;
}

/** What the ClickHouse host does when it boots, for nothing boots behind moto_server: it publishes its authority. */
async function bootHost({ settings }: Trial): Promise<void> {
  const SecretId = await outputOf(settings, '2-clickhouse', 'ca_secret_arn');
  const secrets = new SecretsManagerClient({ region: settings.region });
  await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: 'certificate of the trial' }));
}
