import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, expect, test } from '@jest/globals';
import Fastify from 'fastify';
import { ask } from '../../testing/ask.ts';
import { keyAddress, registerLoadBalancerLogin } from './load-balancer-login.ts';
import { registerProblems } from '../answers/problems.ts';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const signer = 'arn:aws:elasticloadbalancing:eu-central-1:1:loadbalancer/app/fm/1';
const issuer = 'https://issuer.example/pool';
const asked: string[] = [];
const now = Date.parse('2024-01-05T10:00:00Z');

const app = Fastify();
registerProblems(app);
registerLoadBalancerLogin(app, {
  signer,
  region: 'eu-central-1',
  issuer,
  fetchKey: async (keyId) => {
    asked.push(keyId);
    if (keyId.startsWith('dead')) throw new Error('no such key');
    return publicKey.export({ type: 'spki', format: 'pem' }) as string;
  },
  now: () => now,
});
app.get('/', async () => 'in');
app.get('/who', async (request) => request.user ?? {});
app.get('/healthz', async () => 'ok');
afterAll(() => app.close());

function token(header: object = {}, key = privateKey, claims: object = {}): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const exp = now / 1000 + 60;
  const signed = `${encode({ alg: 'ES256', kid: '11111111-2222', signer, exp, iss: issuer, ...header })}.${encode({ sub: 'ada', ...claims })}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

function tampered(): string {
  const [head, , signature] = token().split('.');
  return `${head}.${Buffer.from(JSON.stringify({ sub: 'eve', email: 'ada@example.com' })).toString('base64url')}.${signature}`;
}

test('knows who asks, by the verified claims alone', async () => {
  const data = token({}, privateKey, { email: 'Ada@Example.com' });
  const answer = await ask(app, '/who', { 'x-amzn-oidc-data': data, 'x-amzn-oidc-identity': 'eve' });
  expect(answer.body).toEqual({ subject: 'ada', email: 'ada@example.com' });
});

test('reads a key once, from the key server of its region', async () => {
  await ask(app, '/', { 'x-amzn-oidc-data': token() });
  await ask(app, '/', { 'x-amzn-oidc-data': token() });
  expect(asked.filter((keyId) => keyId === '11111111-2222')).toHaveLength(1);
  expect(keyAddress('eu-central-1', 'abc')).toBe('https://public-keys.auth.elb.eu-central-1.amazonaws.com/abc');
});

test('lets in who the load balancer vouches for', async () => {
  expect((await ask(app, '/', { 'x-amzn-oidc-data': token() })).text).toBe('in');
});

test.each([
  ['nothing', undefined],
  ['a text', 'let me in'],
  ['a token without a signature', token().split('.').slice(0, 2).join('.')],
  ['another signer', token({ signer: 'arn:other' })],
  ['another key', token({}, stranger)],
  ['no signature algorithm', token({ alg: 'none' })],
  ['a key id that leaves the key server', token({ kid: '../../evil' })],
  ['a login that has expired', token({ exp: now / 1000 - 1 })],
  ['a login that never expires', token({ exp: undefined })],
  ['another issuer', token({ iss: 'https://evil.example' })],
  ['a symmetric algorithm', token({ alg: 'HS256' })],
  ['a key that is not there', token({ kid: 'deadbeef' })],
  ['claims that were changed after signing', tampered()],
  ['a signature of no bytes', `${token().split('.').slice(0, 2).join('.')}.`],
])('refuses %s', async (_, data) => {
  const answer = await ask(app, '/', data === undefined ? {} : { 'x-amzn-oidc-data': data });
  expect(answer.status).toBe(401);
  expect(answer.body).toMatchObject({ code: 'NOT_LOGGED_IN' });
});

test('leaves the health check open', async () => {
  expect((await ask(app, '/healthz')).status).toBe(200);
});
