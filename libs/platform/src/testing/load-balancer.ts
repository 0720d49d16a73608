import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an Application Load Balancer says of a login that it vouches for. */
export interface VouchedLogin {
  readonly signer: string;
  readonly issuer: string;
  readonly clientId: string;
}

/** The part of a load balancer that a login needs: it signs tokens, and publishes its key over HTTP on this machine. */
export interface LoginSigner {
  /** Address below which keys are found by their ids. */
  readonly keysUrl: string;
  readonly keyId: string;
  /** Ids of the keys that were asked for, in order. */
  readonly asked: readonly string[];
  /**
   * A token as a load balancer writes it: ES256, base64url with padding, who signed and the expiry in the header.
   *
   * @param changes - fields that replace those of the header or of the claims; undefined leaves one out
   * @param key - private key that signs @default the published one
   */
  token(login: VouchedLogin, changes?: { header?: object; claims?: object }, key?: KeyObject): string;
  close(): Promise<void>;
}

/** Starts a key server with one key. It answers 404 for other ids, and 503 for ids that end in `503`. */
export async function startLoginSigner(): Promise<LoginSigner> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keyId = randomUUID();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const id = (request.url ?? '').split('/').at(-1) ?? '';
    asked.push(id);
    if (id === keyId) response.end(publicKey.export({ type: 'spki', format: 'pem' }));
    else response.writeHead(id.endsWith('503') ? 503 : 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    keysUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
    keyId,
    asked,
    token({ signer, issuer, clientId }, { header = {}, claims = {} } = {}, key = privateKey) {
      const times = { iss: issuer, exp: Math.floor(Date.now() / 1000) + 120 };
      const head = { typ: 'JWT', kid: keyId, alg: 'ES256', ...times, client: clientId, signer, ...header };
      const signed = `${padded(head)}.${padded({ sub: 'ada', ...times, ...claims })}`;
      const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
      return `${signed}.${urlSafe(signature)}`;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const padded = (part: object): string => urlSafe(Buffer.from(JSON.stringify(part)));

function urlSafe(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}
