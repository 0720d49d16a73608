import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '@fm/platform';
import { startMoto } from './moto.ts';
import { startProxy } from './proxy/server.ts';
import { settingsOf } from './settings-of.ts';
import { findTerraform } from './terraform.ts';
import { isBuilt, writeSmallArtifacts } from './trial-artifacts.ts';
import { runTrial } from './trial.ts';
import { findMoto, findProviderMirror, writeCliConfig } from './trial-tools.ts';

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
  FM_DOMAIN: 'factors.example.com',
  FM_HOSTED_ZONE: 'example.com',
};

const folder = mkdtempSync(join(tmpdir(), 'fm-deploy-'));
const stops: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
try {
  const terraform = findTerraform(process.env);
  const mirror = findProviderMirror(process.env);
  const motoCommand = findMoto(process.env);
  const { machineImage } = settingsOf({ ...settings });
  const moto = await startMoto(motoCommand, folder, machineImage);
  stops.unshift(moto.stop);
  const proxy = await startProxy(moto.url);
  stops.unshift(proxy.close);
  if (!isBuilt()) writeSmallArtifacts(folder);
  console.log(`Terraform ${terraform.version}, providers from ${mirror}, ${motoCommand} behind a proxy`);
  console.log(isBuilt() ? 'Functions: as built' : 'Functions: the smallest possible zips, for nothing is built');
  const { AWS_PROFILE: _, AWS_CA_BUNDLE: __, ...inherited } = process.env;
  const { passed, failed } = await runTrial(proxy, {
    ...inherited,
    ...settings,
    ...(isBuilt() ? {} : { FM_ARTIFACT_ROOT: folder }),
    AWS_ENDPOINT_URL: proxy.url,
    AWS_ACCESS_KEY_ID: 'trial',
    AWS_SECRET_ACCESS_KEY: 'trial',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: 'us-east-1',
    TF_CLI_CONFIG_FILE: writeCliConfig(folder, mirror),
    TF_DATA_DIR: '.terraform',
    CHECKPOINT_DISABLE: '1',
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
  for (const stop of stops) await stop();
}
