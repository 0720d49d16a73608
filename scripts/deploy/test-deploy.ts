import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endAtOnce, messageOf } from '@fm/platform';
import { layers, synthesizedFolder } from './layers.ts';
import { startMoto } from './trial/moto.ts';
import { startProxy } from './proxy/server.ts';
import { settingsOf } from './settings-of.ts';
import { findTerraform } from './terraform.ts';
import { collectArtifacts } from './trial/artifacts.ts';
import { runTrial } from './trial/main.ts';
import { findMoto, findProviderMirror, writeCliConfig } from './trial/tools.ts';

/** Settings of the trial: everything that can be switched on is. */
const settings = {
  FM_ENVIRONMENT: 'trial',
  FM_BACKEND: 's3',
  FM_STATE_BUCKET: 'factor-mining-trial-state',
  FM_S3_PATH_STYLE: 'true',
  FM_CODE_SIGNING: 'true',
  FM_ALARM_EMAIL: 'quant@example.com',
  FM_SEC_CONTACT: 'quant@example.com',
  FM_INTERFACE_ENDPOINTS: 'secretsmanager',
  FM_RESERVE_CONCURRENCY: 'true',
  FM_DASHBOARD_IMAGE: `sha256:${'0'.repeat(64)}`,
  FM_DOMAIN: 'factors.example.com',
  FM_HOSTED_ZONE: 'example.com',
};

const dataFolder = '.terraform-trial';
const folder = mkdtempSync(join(tmpdir(), 'fm-deploy-'));
const forget = () => {
  for (const layer of layers) rmSync(join(synthesizedFolder(layer), dataFolder), { recursive: true, force: true });
};
const stops: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
const stopAll = async () => {
  for (const stop of stops.splice(0)) await stop();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stopAll().finally(() => endAtOnce(signal)));
}
// What nobody caught must not leave the servers behind either.
process.once('uncaughtException', (error) => {
  console.error(error);
  console.log('0 passed, 1 failed');
  void stopAll().finally(() => process.exit(1));
});
try {
  const terraform = findTerraform(process.env);
  const mirror = findProviderMirror(process.env);
  const motoCommand = findMoto(process.env);
  const { machineImage } = settingsOf({ ...settings });
  const moto = await startMoto(motoCommand, folder, machineImage);
  stops.unshift(moto.stop);
  const proxy = await startProxy(moto.url);
  stops.unshift(proxy.close);
  forget();
  // Not before here: a trial that finds no tools must leave alone what another one works with.
  stops.push(forget);
  await collectArtifacts(folder, { ...process.env, NX_DAEMON: 'false' });
  console.log(`Terraform ${terraform.version}, providers from ${mirror}, ${motoCommand} behind a proxy`);
  const { passed, failed } = await runTrial(proxy, {
    ...process.env,
    AWS_PROFILE: undefined,
    AWS_CA_BUNDLE: undefined,
    ...settings,
    FM_ARTIFACT_ROOT: folder,
    AWS_ENDPOINT_URL: proxy.url,
    AWS_ACCESS_KEY_ID: 'trial',
    AWS_SECRET_ACCESS_KEY: 'trial',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: 'us-east-1',
    // What the AWS CLI reads.
    AWS_DEFAULT_REGION: 'us-east-1',
    TF_CLI_CONFIG_FILE: writeCliConfig(folder, mirror),
    // Beside what a person's own commands keep in the synthesized folders.
    TF_DATA_DIR: dataFolder,
    CHECKPOINT_DISABLE: '1',
    // Every start of Terraform reads the schema of the whole provider, and a quarter of its processor time would go into
    // collecting what that leaves.
    GOGC: '400',
    NX_DAEMON: 'false',
    FM_STATE_FOLDER: join(folder, 'state'),
  });
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  console.error(messageOf(error));
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
} finally {
  await stopAll();
}
