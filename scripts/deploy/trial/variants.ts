import { layers } from '../layers.ts';
import { checkValid } from './changes.ts';
import type { Trial } from './context.ts';
import { readState } from './states.ts';

/** What the first trial switches on, switched off, and the choices that it does not take. */
const plain = {
  FM_ENVIRONMENT: 'plain',
  FM_BACKEND: 'local',
  FM_CODE_SIGNING: 'false',
  FM_ALARM_EMAIL: '',
  FM_DASHBOARD_IMAGE: '',
  FM_DOMAIN: '',
  FM_HOSTED_ZONE: '',
  FM_NAT_GATEWAYS: 'per-zone',
  FM_INTERFACE_ENDPOINTS: 'secretsmanager,logs,ecr.api,ecr.dkr,ssm,ssmmessages,ec2messages,states,monitoring',
};

/** The profile `prod`, with a snapshot, images and a company's login. */
const production = {
  FM_ENVIRONMENT: 'prod',
  FM_CLICKHOUSE_SNAPSHOT_ID: 'snap-0123456789abcdef0',
  FM_LOGIN_PROVIDERS: 'Company',
  FM_RUN_STARTERS: 'quant@example.com',
  FM_MINING_IMAGE: `sha256:${'0'.repeat(64)}`,
  FM_DASHBOARD_IMAGE: `sha256:${'0'.repeat(64)}`,
};

/** Deploys and destroys the layers that settings change, with the other settings and the state on this machine. */
export async function tryVariants(trial: Trial): Promise<void> {
  await trial.synthesize(production);
  await checkValid(trial, ' with the settings of production');
  const deployed = await trial.nx(['run', '9-visualization:deploy', '--parallel=2'], plain);
  trial.expect('without domain, code signing and mail, with a NAT per zone and every endpoint', deployed);
  const settings = { ...trial.settings, environment: 'plain', backend: 'local' as const };
  const counted = async (layer: string, type: string) =>
    (await readState(settings, layer)).resources.filter((resource) => resource.type === type).length;
  trial.check('there are two NAT gateways', (await counted('1-networking', 'aws_nat_gateway')) === 2);
  trial.check('there are ten endpoints', (await counted('1-networking', 'aws_vpc_endpoint')) === 10);
  trial.check('nothing is signed', (await counted('0-prepare', 'aws_signer_signing_job')) === 0);
  trial.check('the load balancer has one listener', (await counted('9-visualization', 'aws_lb_listener')) === 1);
  trial.check('no dashboard is asked to run', (await counted('9-visualization', 'aws_ecs_service')) === 0);
  const destroyed = await trial.nx(['run-many', '-t', 'destroy', '--parallel=2'], plain);
  trial.expect('and all of it is destroyed', destroyed);
  const left = await Promise.all(layers.map(async (layer) => (await readState(settings, layer)).resources.length));
  trial.check(
    'every state of it is empty',
    left.every((count) => count === 0),
    left.join(' '),
  );
}
