import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, expect, test } from '@jest/globals';
import Fastify from 'fastify';
import { ask } from '../testing/ask.ts';
import { registerLoadBalancerLogin } from './load-balancer-login.ts';
import { registerProblems } from './problems.ts';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const signer = 'arn:aws:elasticloadbalancing:eu-central-1:1:loadbalancer/app/fm/1';
const now = Date.parse('2024-01-05T10:00:00Z');

const app = Fastify();
registerProblems(app);
registerLoadBalancerLogin(app, {
  signer,
  region: 'eu-central-1',
  fetchKey: async () => publicKey.export({ type: 'spki', format: 'pem' }) as string,
  now: () => now,
});
app.get('/', async () => 'in');
app.get('/healthz', async () => 'ok');
afterAll(() => app.close());

function token(header: object = {}, key = privateKey): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const exp = now / 1000 + 60;
  const signed = `${encode({ alg: 'ES256', kid: '11111111-2222', signer, exp, ...header })}.${encode({ sub: 'ada' })}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

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
])('refuses %s', async (_, data) => {
  const answer = await ask(app, '/', data === undefined ? {} : { 'x-amzn-oidc-data': data });
  expect(answer.status).toBe(401);
  expect(answer.body).toMatchObject({ code: 'NOT_LOGGED_IN' });
});

test('leaves the health check open', async () => {
  expect((await ask(app, '/healthz')).status).toBe(200);
});
