import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ObjectStore } from './contract.ts';
import { objectStoreUrl } from './errors.ts';
import { localObjectStore } from './local.ts';

/**
 * Opens the object store at an address: `file:///folder`, `file:folder` (relative to the working directory) or
 * `s3://bucket/prefix`, the latter with the optional parameters `endpoint`, `region` and `pathStyle=true`. An endpoint on
 * this machine, also one from `AWS_ENDPOINT_URL`, is addressed by path in any case: it has no names for buckets. The SDK
 * is loaded only for S3.
 *
 * @throws OBJECT_STORE_URL when the address is none of these
 */
export async function openObjectStore(url: string): Promise<ObjectStore> {
  if (url.startsWith('file://')) return localObjectStore(fileURLToPath(url));
  if (url.startsWith('file:') && url.length > 5) return localObjectStore(resolve(url.slice(5)));
  const address = url.startsWith('s3://') && URL.canParse(url) ? new URL(url) : undefined;
  if (address === undefined || address.hostname === '') throw objectStoreUrl(url);
  const { s3ObjectStore } = await import('./s3.ts');
  const endpoint = address.searchParams.get('endpoint');
  const region = address.searchParams.get('region');
  return s3ObjectStore({
    bucket: address.hostname,
    prefix: address.pathname.replace(/^\/+|\/+$/g, ''),
    pathStyle: address.searchParams.get('pathStyle') === 'true' || isLoopback(endpoint ?? endpointOfEnvironment()),
    ...(endpoint === null ? {} : { endpoint }),
    ...(region === null ? {} : { region }),
  });
}

function endpointOfEnvironment(): string | undefined {
  return process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL'];
}

function isLoopback(endpoint: string | undefined): boolean {
  if (endpoint === undefined || !URL.canParse(endpoint)) return false;
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(endpoint).hostname);
}
