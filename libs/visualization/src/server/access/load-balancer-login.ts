import { AlbJwksCache } from 'aws-jwt-verify/alb-cache';
import { AlbJwtVerifier } from 'aws-jwt-verify/alb-verifier';
import {
  AlbJwtInvalidClientIdError,
  AlbJwtInvalidSignerError,
  FetchError,
  JwtExpiredError,
  JwtInvalidIssuerError,
  JwtInvalidSignatureAlgorithmError,
  JwtInvalidSignatureError,
  JwtParseError,
  JwtWithoutValidKidError,
  NonRetryableFetchError,
} from 'aws-jwt-verify/error';
import type { Fetcher } from 'aws-jwt-verify/https';
import type { FastifyInstance } from 'fastify';
import { type DashboardError, loginKeyUnavailable, notLoggedIn } from '../../errors.ts';

/** Login by an Application Load Balancer that has authenticated the user with OpenID Connect. */
export interface LoadBalancerLogin {
  /** ARN of the load balancer; a token that another one signed is refused. */
  readonly signer: string;
  /** Issuer that must have made the login, e.g. the address of the user pool. */
  readonly issuer: string;
  /** Client of the issuer that the login must have been made for: the one of the load balancer. */
  readonly clientId: string;
  /** Address below which public keys are found by their ids. @default the key server of the load balancer's region */
  readonly keysUrl?: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The caller, as the load balancer's login says; absent without a login. */
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

/** Milliseconds that the key server has to answer. */
const keyMilliseconds = 5000;

/**
 * Refuses requests without a valid `x-amzn-oidc-data`: an ES256 JSON Web Token that this load balancer signed for a login
 * of this client at this issuer.
 *
 * Source: "Authenticate users using an Application Load Balancer", AWS documentation.
 *
 * @throws ParameterValidationError when `signer` is not the ARN of a load balancer
 */
export function registerLoadBalancerLogin(app: FastifyInstance, login: LoadBalancerLogin): void {
  const { signer: albArn, issuer, clientId, keysUrl: jwksUri } = login;
  const verifier = AlbJwtVerifier.create(
    { albArn, issuer, clientId, customJwtCheck: mustExpire, ...(jwksUri && { jwksUri }) },
    { jwksCache: new AlbJwksCache({ fetcher }) },
  );

  app.addHook('onRequest', async (request) => {
    if (open.has(request.routeOptions.url ?? '')) return;
    const token = request.headers['x-amzn-oidc-data'];
    if (typeof token !== 'string') throw notLoggedIn('no login reached the dashboard');
    const { sub, email } = await verifier.verify(token).catch((fault: unknown) => {
      throw refusal(fault);
    });
    request.user = {
      subject: typeof sub === 'string' ? sub : '',
      ...(typeof email === 'string' && { email: email.toLowerCase() }),
    };
  });
}

/** The load balancer states the expiry in the header; a token without one is not from a load balancer. */
function mustExpire({ header: { exp } }: { readonly header: { readonly exp?: number } }): void {
  if (typeof exp === 'number' && exp * 1000 > Date.now()) return;
  throw new JwtExpiredError('the header states no expiry, or one that has passed', exp);
}

/** Fetches a key from an `https:` address, or from an `http:` one in trials on one machine. */
const fetcher: Fetcher = {
  async fetch(address) {
    const response = await fetch(address, { signal: AbortSignal.timeout(keyMilliseconds) }).catch((fault: unknown) => {
      throw new FetchError(address, fault);
    });
    if (response.ok) return response.arrayBuffer();
    const kind = response.status < 500 ? NonRetryableFetchError : FetchError;
    throw new kind(address, `the key server answered ${response.status}`);
  },
};

const refusals: readonly (readonly [new (...values: never[]) => Error, string])[] = [
  [JwtParseError, 'the login is not a token'],
  [JwtWithoutValidKidError, 'the login names no key'],
  [NonRetryableFetchError, 'the key server does not know the key of the login'],
  [JwtInvalidSignatureAlgorithmError, 'the login is signed with another algorithm'],
  [JwtInvalidSignatureError, 'the signature of the login is wrong'],
  [JwtExpiredError, 'the login has expired'],
  [JwtInvalidIssuerError, 'the login is from another issuer'],
  [AlbJwtInvalidSignerError, 'another load balancer signed the login'],
  [AlbJwtInvalidClientIdError, 'the login is for another client'],
];

/** What is wrong with a token in plain words; the text of the token stays out. */
function refusal(fault: unknown): DashboardError {
  const known = refusals.find(([kind]) => fault instanceof kind);
  if (known !== undefined) return notLoggedIn(known[1]);
  return fault instanceof FetchError ? loginKeyUnavailable(fault) : notLoggedIn('the login cannot be verified');
}
