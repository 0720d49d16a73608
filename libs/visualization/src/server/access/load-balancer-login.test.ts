import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { type LoginSigner, startLoginSigner } from '@fm/platform/testing';
import { ask } from '../../testing/ask.ts';
import { registerLoadBalancerLogin } from './load-balancer-login.ts';
import { registerProblems } from '../answers/problems.ts';

const login = {
  signer: 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/fm/1',
  issuer: 'https://issuer.example/pool',
  clientId: '3aeclient',
};
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const otherKey = '00000000-0000-4000-8000-000000000404';
const past = Math.floor(Date.now() / 1000) - 10;

describe('the login of the load balancer', () => {
  let balancer: LoginSigner;
  let app: FastifyInstance;

  beforeAll(async () => {
    balancer = await startLoginSigner();
    app = dashboardOf(balancer.keysUrl);
  });
  afterAll(async () => {
    await app.close();
    await balancer.close();
  });

  const token = (header: object = {}, claims: object = {}) => balancer.token(login, { header, claims });
  const withToken = (data: string) => ask(app, '/who', { 'x-amzn-oidc-data': data });

  test('says who asks, by the verified claims only', async () => {
    const data = token({}, { email: 'Ada@Example.com' });
    const answer = await ask(app, '/who', { 'x-amzn-oidc-data': data, 'x-amzn-oidc-identity': 'eve' });
    expect(answer.body).toEqual({ subject: 'ada', email: 'ada@example.com' });
  });

  test('reads a key once from the key server', async () => {
    await Promise.all([withToken(token()), withToken(token())]);
    await withToken(token());
    expect(balancer.asked.filter((keyId) => keyId === balancer.keyId)).toHaveLength(1);
  });

  test.each<[string, string, () => string]>([
    ['a text', 'the login is not a token', () => 'let me in'],
    ['a token without a signature', 'the login is not a token', () => token().split('.').slice(0, 2).join('.')],
    ['a signature of no bytes', 'the login is not a token', () => `${token().split('.').slice(0, 2).join('.')}.`],
    ['another signer', 'another load balancer signed the login', () => token({ signer: `${login.signer}2` })],
    ['no signer', 'another load balancer signed the login', () => token({ signer: undefined })],
    ['another client', 'the login is for another client', () => token({ client: 'other' })],
    ['no client', 'the login is for another client', () => token({ client: undefined })],
    ['another issuer', 'the login is from another issuer', () => token({}, { iss: 'https://evil.example' })],
    ['another key', 'the signature of the login is wrong', () => balancer.token(login, {}, stranger)],
    ['no algorithm', 'the login is signed with another algorithm', () => token({ alg: 'none' })],
    ['a symmetric algorithm', 'the login is signed with another algorithm', () => token({ alg: 'HS256' })],
    ['a key id that leaves the key server', 'the login names no key', () => token({ kid: '../../evil' })],
    ['an unknown key', 'the key server does not know the key of the login', () => token({ kid: otherKey })],
    ['an expired header', 'the login has expired', () => token({ exp: past })],
    ['expired claims', 'the login has expired', () => token({}, { exp: past })],
    ['a login that never expires', 'the login has expired', () => token({ exp: undefined }, { exp: undefined })],
    ['claims changed after signing', 'the signature of the login is wrong', () => tampered(token())],
  ])('refuses %s: %s', async (_, title, made) => {
    const answer = await withToken(made());
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ code: 'NOT_LOGGED_IN', title });
  });

  test('refuses a request without a token', async () => {
    expect(await ask(app, '/who')).toMatchObject({ status: 401, body: { code: 'NOT_LOGGED_IN' } });
  });

  test('distinguishes a key server that does not answer from a wrong login', async () => {
    const failing = await withToken(token({ kid: '00000000-0000-4000-8000-000000000503' }));
    expect(failing).toMatchObject({ status: 503, body: { code: 'LOGIN_KEY_UNAVAILABLE' } });
    const gone = await startLoginSigner();
    await gone.close();
    const cutOff = dashboardOf(gone.keysUrl);
    const answer = await ask(cutOff, '/who', { 'x-amzn-oidc-data': gone.token(login) });
    expect(answer).toMatchObject({ status: 503, body: { code: 'LOGIN_KEY_UNAVAILABLE' } });
    await cutOff.close();
  });

  test('leaves the health check open', async () => {
    expect((await ask(app, '/healthz')).status).toBe(200);
  });

  test('takes no setting that is not the ARN of a load balancer', () => {
    const signer = 'arn:aws:s3:::bucket';
    expect(() => registerLoadBalancerLogin(Fastify(), { ...login, signer })).toThrow(/Invalid load balancer ARN/);
  });
});

function dashboardOf(keysUrl: string): FastifyInstance {
  const app = Fastify();
  registerProblems(app);
  registerLoadBalancerLogin(app, { ...login, keysUrl });
  app.get('/who', async (request) => request.user ?? {});
  app.get('/healthz', async () => 'ok');
  return app;
}

function tampered(token: string): string {
  const [head = '', claims = '', signature = ''] = token.split('.');
  const read = JSON.parse(Buffer.from(claims, 'base64').toString()) as object;
  return `${head}.${Buffer.from(JSON.stringify({ ...read, sub: 'eve' })).toString('base64url')}.${signature}`;
}
