import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LoginSigner, startLoginSigner, type VouchedLogin } from '@fm/platform/testing';
import { resourcesOf } from '@fm/stack-policy';
import { templatesOf } from './templates.ts';

/** Of nobody: no source of the stacks holds an account id. */
const account = '1'.repeat(12);

const dashboard = fileURLToPath(new URL('../../apps/dashboard/src/main.ts', import.meta.url));

describe('the dashboard with the login settings that 9-visualization gives it', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-login-'));
  let balancer: LoginSigner;
  let login: VouchedLogin;
  let child: ChildProcess | undefined;
  let url = '';

  beforeAll(async () => {
    balancer = await startLoginSigner();
    const variables = loginVariables();
    login = {
      signer: variables['OIDC_SIGNER'] ?? '',
      issuer: variables['OIDC_ISSUER'] ?? '',
      clientId: variables['OIDC_CLIENT_ID'] ?? '',
    };
    child = spawn(process.execPath, [dashboard], {
      env: { PATH: process.env['PATH'], FM_HOME: home, PORT: '0', ...variables, OIDC_KEYS_URL: balancer.keysUrl },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    url = await addressOf(child);
  });
  afterAll(async () => {
    await balancer.close();
    if (child?.exitCode === null) {
      const closed = new Promise((resolve) => child?.once('close', resolve));
      child.kill('SIGTERM');
      await closed;
    }
    rmSync(home, { recursive: true });
  });

  async function statusOf(path: string, token?: string): Promise<number> {
    const headers: Record<string, string> = token === undefined ? {} : { 'x-amzn-oidc-data': token };
    return (await fetch(`${url}${path}`, { headers })).status;
  }

  test('lets in whom the load balancer of the layer vouches for', async () => {
    expect(await statusOf('/', balancer.token(login))).toBe(200);
    expect(balancer.asked).toEqual([balancer.keyId]);
  });

  test('refuses another load balancer, another pool and another client of the same pool', async () => {
    for (const part of ['signer', 'issuer', 'clientId'] as const) {
      expect(await statusOf('/', balancer.token({ ...login, [part]: `${login[part]}x` }))).toBe(401);
    }
  });

  test('answers its health check to everybody, and nothing else', async () => {
    expect(await statusOf('/healthz')).toBe(200);
    expect(await statusOf('/')).toBe(401);
    expect(await statusOf('/', 'a.b.c')).toBe(401);
  });
});

/** The variables of the container that are about the login, with what Terraform puts in for the expressions. */
function loginVariables(): Record<string, string> {
  const layers = templatesOf({ domain: 'factors.example.com', hostedZone: 'example.com' });
  const [task] = layers.flatMap((template) => resourcesOf(template, 'aws_ecs_task_definition'));
  const [container] = JSON.parse(String(task?.resource['container_definitions'])) as [
    { environment: { name: string; value: string }[] },
  ];
  const deployed = (value: string) =>
    value
      .replace(/\$\{aws_lb\.[^}]*\.arn\}/, `arn:aws:elasticloadbalancing:us-east-1:${account}:loadbalancer/app/d/1`)
      .replace(/\$\{aws_cognito_user_pool\.[^}]*\.id\}/, 'us-east-1_Example')
      .replace(/\$\{aws_cloudformation_stack\.[^}]*\.outputs\.ClientId\}/, '3n4b5urk1ft4fl3mg5e62d9ado');
  const variables = container.environment.filter(({ name }) => name.startsWith('OIDC_'));
  return Object.fromEntries(variables.map(({ name, value }) => [name, deployed(value)]));
}

function addressOf(child: ChildProcess): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      text += String(chunk);
      const found = /"url":"(http[^"]+)".*dashboard is ready/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('close', () => reject(new Error(text)));
  });
}
