import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { dependencies, layers } from '../layers.ts';
import type { Proxy } from '../proxy/server.ts';
import { settingsOf } from '../settings-of.ts';
import { tryBootstrap } from './bootstrap.ts';
import { checkUnchanged, tryOneLayer, tryWarehouseChanges } from './changes.ts';
import { Trial, type Tally } from './context.ts';
import { walkDocument } from './document.ts';
import { appliedTypes, checkSecrets, passwordOf, readState, synthesizedTypes } from './states.ts';
import { checkThroughSdk } from './services.ts';
import { tryVariants } from './variants.ts';

/** Deploys, checks, changes and destroys all layers against the services behind `proxy`. */
export async function runTrial(proxy: Proxy, variables: NodeJS.ProcessEnv): Promise<Tally> {
  const trial = new Trial(proxy, variables);
  await makeHostedZone(proxy.url, trial.settings.hostedZone);
  trial.expect('all layers synthesize', await trial.nx(['run', 'stacks:synth']));
  if (!(await tryBootstrap(trial))) return trial.tally;
  const early = await trial.stack('deploy', '9-visualization');
  trial.check('a layer before its dependency is refused', early.output.includes('DEPENDENCY_NOT_DEPLOYED'));
  if (await deployAll(trial)) {
    await trial.attempt('the look through the SDK', () => checkThroughSdk(trial));
    await trial.attempt('the search for secrets', () => checkSecrets(trial));
    await trial.attempt('the second plans', () => checkUnchanged(trial));
    await trial.attempt('the change of one layer', () => tryOneLayer(trial));
    await trial.attempt('the walk through the document', () => walkDocument(trial));
    await trial.attempt('the upgrade', () => tryWarehouseChanges(trial, () => passwordOf(trial.settings)));
    await trial.attempt('the destruction', () => destroyAll(trial));
    await trial.attempt('the other settings', () => tryVariants(trial));
  }
  const { Buckets = [] } = await trial.s3.send(new ListBucketsCommand({}));
  trial.check('SDK: no bucket is left', Buckets.length === 0, Buckets.map(({ Name }) => Name).join(', '));
  console.log('answered by the proxy, because moto_server does not:');
  for (const [name, count] of proxy.answered()) console.log(`  ${name}: ${count}`);
  trial.check('nothing else was refused', proxy.refused().size === 0, [...proxy.refused()].join(', '));
  return trial.tally;
}

async function deployAll(trial: Trial): Promise<boolean> {
  const deployed = await trial.nx(['deployAll', '--parallel=4']);
  printTimes(deployed.output, 'deploy');
  if (!trial.expect('nx deployAll', deployed)) return false;
  const types = await appliedTypes(trial.settings);
  console.log(`applied resource types (${types.size}): ${[...types].sort().join(', ')}`);
  const missing = [...synthesizedTypes()].filter((type) => !types.has(type));
  trial.check('every resource type of the stacks was applied', missing.length === 0, missing.join(', '));
  return true;
}

async function destroyAll(trial: Trial): Promise<void> {
  const one = await trial.nx(['destroy', '2-clickhouse', '--parallel=4']);
  printTimes(one.output, 'destroy');
  trial.expect('nx destroy 2-clickhouse takes its dependents first', one);
  const stateOf = (layer: string) => readState(trial.settings, layer);
  for (const layer of layers.filter((name) => name === '2-clickhouse' || dependencies(name).includes('2-clickhouse'))) {
    trial.check(`${layer} has an empty state`, (await stateOf(layer)).resources.length === 0);
  }
  trial.check('1-networking stands', (await stateOf('1-networking')).resources.length > 0);
  trial.expect('nx destroyAll', await trial.nx(['destroyAll', '--parallel=2']));
  const left = await readState(settingsOf({ ...trial.variables, FM_BACKEND: 'local' }), '0-prepare');
  trial.check('0-prepare has an empty state', left.resources.length === 0, JSON.stringify(left).slice(0, 300));
}

/** Prints how long each layer took, as `stack.ts` said. */
function printTimes(output: string, action: string): void {
  for (const [, layer, seconds] of output.matchAll(new RegExp(`(\\d+-[a-z-]+) ${action} took (\\d+) s`, 'g'))) {
    console.log(`  ${action} ${layer}: ${seconds} s`);
  }
}

/** The public zone that a person has before a domain can be used. */
async function makeHostedZone(endpoint: string, name: string): Promise<void> {
  await fetch(`${endpoint}/2013-04-01/hostedzone`, {
    method: 'POST',
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=trial/20250101/us-east-1/route53/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: `<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Name>${name}</Name><CallerReference>trial</CallerReference></CreateHostedZoneRequest>`,
  });
}
