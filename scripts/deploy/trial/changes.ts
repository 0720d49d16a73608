import { CreateSnapshotCommand, DescribeVolumesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { layers } from '../layers.ts';
import { touchedBy, type Trial } from './context.ts';
import type { Ran } from './run.ts';
import { readState } from './states.ts';

/** A second plan of every layer, which validates it too, finds no change. */
export async function checkUnchanged(trial: Trial): Promise<void> {
  for (const pair of pairs(layers)) {
    const plan = (layer: string) => trial.terraform(layer, ['plan', '-detailed-exitcode', '-lock=false']);
    const plans = await Promise.all(pair.map(plan));
    pair.forEach((layer, at) => trial.expect(`${layer}: a second plan finds no change`, plans[at] as Ran));
  }
}

/** `terraform validate` of every synthesized layer. */
export async function checkValid(trial: Trial, what: string, more: NodeJS.ProcessEnv = {}): Promise<void> {
  for (const pair of pairs(layers)) {
    const runs = await Promise.all(pair.map((layer) => trial.terraform(layer, ['validate'], more)));
    pair.forEach((layer, at) => trial.expect(`${layer} is valid${what}`, runs[at] as Ran));
  }
}

/** One setting changes what it concerns and nothing else; one layer is deployed alone, by cdktf and by Nx. */
export async function tryOneLayer(trial: Trial): Promise<void> {
  const changed = { FM_LOG_RETENTION_DAYS: '60' };
  await trial.synthesize(changed);
  const plan = await trial.terraform('1-networking', ['plan', '-detailed-exitcode', '-lock=false']);
  const touched = [...touchedBy(plan.output).keys()];
  const isExpected = touched.length > 0 && touched.every((address) => address.startsWith('aws_cloudwatch_log_group.'));
  trial.check('another retention changes only log groups', plan.status === 2 && isExpected, touched.join(', '));
  const cdktf = (more: NodeJS.ProcessEnv, ...words: string[]) => trial.run('npx', ['cdktf', ...words], more);
  const alone = ['deploy', '2-clickhouse', '--ignore-missing-stack-dependencies', '--auto-approve'];
  trial.expect('cdktf deploy of one layer', await cdktf(changed, ...alone));
  await tryToDestroy(trial, cdktf);
  await trial.synthesize();
  trial.expect('nx run-many -t deploy', await trial.nx(['run-many', '-t', 'deploy', '-p', '2-clickhouse']));
  const outputs = await trial.nx(['output', '3-jump-host']);
  trial.check('nx output shows the port-forward command', outputs.output.includes('port_forward_command'));
  const listed = await trial.nx(['state', '1-networking']);
  trial.check('nx state lists the VPC', listed.output.includes('aws_vpc.'), listed.output.slice(-500));
  const state = await trial.terraform('1-networking', ['state', 'list']);
  trial.check('terraform state list lists the VPC', state.output.includes('aws_vpc.'), state.output.slice(-500));
}

/** What another layer depends on, and what is protected, is not destroyed, by whichever program. */
async function tryToDestroy(
  trial: Trial,
  cdktf: (more: NodeJS.ProcessEnv, ...words: string[]) => Promise<Ran>,
): Promise<void> {
  const protect = { FM_PROTECT: 'true' };
  const guarded = await trial.stack('destroy', '1-networking', protect);
  trial.check('a protected environment is not destroyed', guarded.output.includes('ENVIRONMENT_PROTECTED'));
  const below = await cdktf({}, 'destroy', '1-networking', '--auto-approve');
  const named = below.status !== 0 && below.output.includes('2-clickhouse');
  trial.check('cdktf does not destroy a layer below another one', named, below.output.slice(-500));
  const top = await cdktf(protect, 'destroy', '3-jump-host', '--auto-approve');
  const stands = async (layer: string): Promise<boolean> =>
    (await readState(trial.settings, layer)).resources.length > 5;
  trial.check('cdktf does not destroy a protected layer', await stands('3-jump-host'), top.output.slice(-2000));
  trial.check('1-networking stands', await stands('1-networking'));
}

/** ClickHouse is upgraded and its passwords rotated in one deployment, and then restored from a snapshot. */
export async function tryWarehouseChanges(trial: Trial, passwordOf: () => Promise<string>): Promise<void> {
  const layer = '2-clickhouse';
  const before = { ids: await hostOf(trial), password: await passwordOf() };
  const changed = { FM_CLICKHOUSE_VERSION: '26.8.40.1', FM_CLICKHOUSE_PASSWORD_VERSION: '2' };
  await trial.synthesize(changed);
  trial.expect('another ClickHouse and new passwords are deployed', await trial.stack('deploy', layer, changed));
  const after = { ids: await hostOf(trial), password: await passwordOf() };
  trial.check('the host is another one', after.ids.host !== before.ids.host, after.ids.host);
  trial.check('its data volume is the same', after.ids.volume === before.ids.volume, after.ids.volume);
  trial.check('the migrations ran against the new host', after.ids.migrated === after.ids.host, after.ids.migrated);
  trial.check('the password is another one', after.password !== before.password && after.password.length === 32);
  await tryRestore(trial, changed);
  await trial.synthesize();
}

/** A snapshot of the data volume becomes the data volume of a new host. */
async function tryRestore(trial: Trial, settings: NodeJS.ProcessEnv): Promise<void> {
  const layer = '2-clickhouse';
  const before = await hostOf(trial);
  const ec2 = new EC2Client({ region: trial.settings.region });
  const { SnapshotId = '' } = await ec2.send(new CreateSnapshotCommand({ VolumeId: before.volume }));
  const restored = { ...settings, FM_CLICKHOUSE_SNAPSHOT_ID: SnapshotId };
  await trial.synthesize(restored);
  const plan = await trial.terraform(layer, ['plan', '-lock=false']);
  const volume = [...touchedBy(plan.output)].find(([address]) => address.startsWith('aws_ebs_volume.'));
  trial.check('a snapshot replaces the data volume', volume?.[1] === 'must be replaced', plan.output.slice(-2000));
  trial.expect('a snapshot is restored', await trial.stack('deploy', layer, restored));
  const after = await hostOf(trial);
  const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({ VolumeIds: [after.volume ?? ''] }));
  trial.check('SDK: the data volume comes from the snapshot', Volumes[0]?.SnapshotId === SnapshotId, after.volume);
  trial.check(
    'SDK: it is on the host, and that is migrated',
    Volumes[0]?.Attachments?.[0]?.InstanceId === after.host && after.migrated === after.host,
    after.host,
  );
}

async function hostOf({ settings }: Trial): Promise<{ host?: string; volume?: string; migrated?: string }> {
  const { outputs, resources } = await readState(settings, '2-clickhouse');
  const migration = resources.find(({ type }) => type === 'aws_lambda_invocation')?.instances[0] as
    { attributes: { triggers: { host: string } } } | undefined;
  const ids = { host: outputs['instance_id']?.value, volume: outputs['data_volume_id']?.value };
  return { ...ids, migrated: migration?.attributes.triggers.host };
}

/** Items two by two. */
function pairs<T>(items: readonly T[]): T[][] {
  return items.flatMap((item, at) => (at % 2 === 0 ? [[item, ...items.slice(at + 1, at + 2)]] : []));
}
