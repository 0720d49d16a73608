import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { notLoggedIn } from '../../errors.ts';

/** Login by an Application Load Balancer that has authenticated the user with OIDC. */
export interface LoadBalancerLogin {
  /** ARN of the load balancer; a token that another one signed is refused. */
  readonly signer: string;
  /** Issuer that must have made the login, e.g. the address of the user pool. @default any that the load balancer trusts */
  readonly issuer?: string;
  /** Region whose public keys sign, e.g. `eu-central-1`. */
  readonly region: string;
  /** Gives the PEM of a key by its id. @default the region's key server */
  readonly fetchKey?: (keyId: string) => Promise<string>;
  /** Present moment in milliseconds. @default Date.now */
  readonly now?: () => number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, as the load balancer's login says; absent without a login. */
    user?: DashboardUser;
  }
}

/** Claims of a login that the dashboard uses. */
export interface DashboardUser {
  readonly subject: string;
  /** Lower case; absent where the provider gives none. */
  readonly email?: string;
}

const open = new Set(['/healthz', '/readyz']);
const keyIdPattern = /^[0-9a-f-]{8,64}$/i;

/** Keys kept in memory; a load balancer rotates them rarely. */
const mostKeys = 16;

/**
 * Refuses requests without a valid `x-amzn-oidc-data`: an ES256 JSON Web Token whose header names the load balancer.
 *
 * Source: "Authenticate users using an Application Load Balancer", AWS documentation.
 */
export function registerLoadBalancerLogin(app: FastifyInstance, login: LoadBalancerLogin): void {
  const { fetchKey = (keyId) => keyOfRegion(login.region, keyId), now = Date.now } = login;
  const keys = new Map<string, Promise<KeyObject>>();

  function keyOf(keyId: string): Promise<KeyObject> {
    const known = keys.get(keyId);
    if (known !== undefined) return known;
    const fetched = fetchKey(keyId).then((pem) => createPublicKey(pem));
    keys.set(keyId, fetched);
    fetched.catch(() => keys.delete(keyId));
    if (keys.size > mostKeys) keys.delete(keys.keys().next().value as string);
    return fetched;
  }

  app.addHook('onRequest', async (request) => {
    if (open.has(request.routeOptions.url ?? '')) return;
    const token = request.headers['x-amzn-oidc-data'];
    if (typeof token !== 'string') throw notLoggedIn('no login reached the dashboard');
    const found = await readToken(token, login, keyOf, now());
    if (typeof found === 'string') throw notLoggedIn(found);
    request.user = found;
  });
}

/** Who the token vouches for, or what is wrong with it. */
async function readToken(
  token: string,
  { signer, issuer }: LoadBalancerLogin,
  keyOf: (keyId: string) => Promise<KeyObject>,
  now: number,
): Promise<DashboardUser | string> {
  const [head, body, signature, ...rest] = token.split('.');
  const header = jsonOf(head);
  const claims = jsonOf(body);
  if (header === undefined || claims === undefined || signature === undefined || rest.length > 0)
    return 'the login is no token';
  if (header['alg'] !== 'ES256' || header['signer'] !== signer) return 'the login was signed by somebody else';
  const keyId = header['kid'];
  if (typeof keyId !== 'string' || !keyIdPattern.test(keyId)) return 'the login names no key';
  const key = await keyOf(keyId).catch(() => undefined);
  if (key === undefined) return 'the key of the login cannot be read';
  const signed = Buffer.from(`${head}.${body}`);
  const valid = verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
  if (!valid) return 'the signature of the login is wrong';
  const expiry = header['exp'] ?? claims['exp'];
  if (typeof expiry !== 'number' || expiry * 1000 <= now) return 'the login has expired';
  if (issuer !== undefined && (header['iss'] ?? claims['iss']) !== issuer) return 'the login is from another issuer';
  return userOf(claims);
}

function userOf({ sub, email }: Record<string, unknown>): DashboardUser {
  return {
    subject: typeof sub === 'string' ? sub : '',
    ...(typeof email === 'string' ? { email: email.toLowerCase() } : {}),
  };
}

function jsonOf(part: string | undefined): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString());
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Where a region's load balancers publish a key. */
export function keyAddress(region: string, keyId: string): string {
  return `https://public-keys.auth.elb.${region}.amazonaws.com/${keyId}`;
}

async function keyOfRegion(region: string, keyId: string): Promise<string> {
  const response = await fetch(keyAddress(region, keyId), { signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error(`the key server answered ${response.status}`);
  return response.text();
}
