import { setDefaultResultOrder } from 'node:dns';
import { S3Client } from '@aws-sdk/client-s3';
import { dependencies, layers, synthesizedFolder } from './layers.ts';
import type { Proxy } from './proxy/server.ts';
import { settingsOf } from './settings-of.ts';
import { appliedTypes, checkThroughSdk, readState, synthesizedTypes, type Check } from './trial-checks.ts';
import { run, type Ran } from './trial-run.ts';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** Deploys, checks, changes and destroys all layers against the services behind `proxy`. */
export async function runTrial(proxy: Proxy, variables: NodeJS.ProcessEnv): Promise<Tally> {
  setDefaultResultOrder('ipv4first');
  // The SDK in this process asks the same services; setting a variable to undefined would make it a text.
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  let passed = 0;
  let failed = 0;
  const check: Check = (name, holds, found) => {
    if (holds) passed += 1;
    else failed += 1;
    console.log(`${holds ? 'ok  ' : 'FAIL'} ${name}${holds || found === undefined ? '' : `: ${String(found)}`}`);
  };
  const settings = settingsOf(variables);
  const s3 = new S3Client({ region: settings.region, forcePathStyle: true });
  const nx = (...args: string[]) => run('npx', ['nx', ...args, '--outputStyle=stream'], variables);
  const expect = (name: string, ran: Ran, status = 0) => {
    check(`${name} (${ran.seconds.toFixed(0)} s)`, ran.status === status, `\n${faultsOf(ran.output)}`);
    return ran.status === status;
  };

  await makeHostedZone(proxy.url, settings.hostedZone);
  const premature = await nx('run', 'stacks:synth');
  expect('all layers synthesize', premature);
  expect('a missing state bucket is said before anything is changed', await stack('deploy', '1-networking'), 1);
  if (!expect('bootstrap makes the state bucket', await node('bootstrap.ts'))) return { passed, failed };
  expect('bootstrap runs twice', await node('bootstrap.ts'));
  const early = await stack('deploy', '9-visualization');
  check('a layer before its dependency is refused', early.output.includes('DEPENDENCY_NOT_DEPLOYED'), early.output);

  const deployed = await nx('run-many', '-t', 'deploy', '--parallel=4');
  printTimes(deployed.output, 'deploy');
  if (!expect('nx run-many -t deploy', deployed)) return { passed, failed };
  const types = await appliedTypes(settings);
  console.log(`applied resource types (${types.size}): ${[...types].sort().join(', ')}`);
  const missing = [...synthesizedTypes()].filter((type) => !types.has(type));
  check('every resource type of the stacks was applied', missing.length === 0, missing.join(', '));
  await checkThroughSdk(settings, s3, check);
  for (const pair of pairs(layers)) {
    const plans = await Promise.all(pair.map((layer) => terraform(layer, 'plan', '-detailed-exitcode', '-lock=false')));
    pair.forEach((layer, at) => expect(`${layer}: a second plan finds no change`, plans[at] as Ran));
  }

  const changed = { ...variables, FM_LOG_RETENTION_DAYS: '60' };
  await run('npx', ['nx', 'run', 'stacks:synth'], changed);
  const plan = await terraform('1-networking', 'plan', '-detailed-exitcode', '-lock=false');
  const touched = [...plan.output.matchAll(/^ {2}# (\S+) (?:will|must) be/gm)].map(([, address]) => address);
  check(
    'another retention changes log groups alone',
    plan.status === 2 &&
      touched.length > 0 &&
      touched.every((address) => address?.startsWith('aws_cloudwatch_log_group.')),
    touched.join(', '),
  );
  expect('cdktf deploy of one layer', await run('npx', ['cdktf', 'deploy', '1-networking', '--auto-approve'], changed));
  await run('npx', ['nx', 'run', 'stacks:synth'], variables);
  expect('nx deploy of one layer', await stack('deploy', '1-networking'));
  const outputs = await nx('run', '3-jump-host:output');
  check('nx output shows the port-forward command', outputs.output.includes('port_forward_command'), outputs.output);
  const listed = await nx('run', '1-networking:state');
  check('nx state lists the VPC', listed.output.includes('aws_vpc.'), listed.output.slice(-500));
  const guarded = await run('node', ['scripts/deploy/stack.ts', 'destroy', '1-networking'], {
    ...variables,
    FM_PROTECT: 'true',
  });
  check('a protected environment is not destroyed', guarded.output.includes('ENVIRONMENT_PROTECTED'), guarded.output);

  for (const layer of layers) expect(`${layer} is valid`, await terraform(layer, 'validate'));
  expect('nx destroy 2-clickhouse takes its dependents first', await nx('run', '2-clickhouse:destroy', '--parallel=4'));
  const gone = layers.filter((layer) => layer === '2-clickhouse' || dependencies(layer).includes('2-clickhouse'));
  for (const layer of gone)
    check(`${layer} has an empty state`, (await readState(settings, layer)).resources.length === 0);
  check('1-networking stands', (await readState(settings, '1-networking')).resources.length > 0);
  expect('nx run-many -t destroy', await nx('run-many', '-t', 'destroy', '--parallel=2'));
  const home = settingsOf({ ...variables, FM_BACKEND: 'local' });
  const left = await readState(home, '0-prepare');
  check('0-prepare has an empty state', left.resources.length === 0, JSON.stringify(left).slice(0, 300));
  const { Buckets = [] } = await s3.send(new (await import('@aws-sdk/client-s3')).ListBucketsCommand({}));
  check('SDK: no bucket is left', Buckets.length === 0, Buckets.map(({ Name }) => Name).join(', '));
  console.log('answered by the proxy, because moto_server does not:');
  for (const [name, count] of proxy.answered()) console.log(`  ${name}: ${count}`);
  check('nothing else was refused', proxy.refused().size === 0, [...proxy.refused()].join(', '));
  return { passed, failed };

  function stack(action: string, layer: string): Promise<Ran> {
    return run('node', ['scripts/deploy/stack.ts', action, layer], variables);
  }
  function node(file: string): Promise<Ran> {
    return run('node', [`scripts/deploy/${file}`], variables);
  }
  function terraform(layer: string, ...args: string[]): Promise<Ran> {
    return run('terraform', [`-chdir=${synthesizedFolder(layer)}`, ...args, '-no-color'], variables);
  }
}

/** Items two by two. */
function pairs<T>(items: readonly T[]): T[][] {
  return items.flatMap((item, at) => (at % 2 === 0 ? [[item, ...items.slice(at + 1, at + 2)]] : []));
}

/** Prints how long each layer took, as `stack.ts` said. */
function printTimes(output: string, action: string): void {
  for (const [, layer, seconds] of output.matchAll(new RegExp(`(\\d-[a-z-]+) ${action} took (\\d+) s`, 'g'))) {
    console.log(`  ${layer}: ${seconds} s`);
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

/** The lines of an output that say what went wrong, else its end. */
function faultsOf(output: string): string {
  const lines = output.split('\n');
  const faults = lines.flatMap((line, at) => (/Error|refused|_MISSING/.test(line) ? lines.slice(at, at + 8) : []));
  return (faults.length > 0 ? faults : lines.slice(-20)).slice(0, 60).join('\n');
}
