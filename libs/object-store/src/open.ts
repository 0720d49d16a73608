import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ObjectStore } from './contract.ts';
import { objectStoreUrl } from './errors.ts';
import { localObjectStore } from './local.ts';

/**
 * Opens the object store at an address: `file:///folder`, `file:folder` (relative to the working directory) or
 * `s3://bucket/prefix`, the latter with the optional parameters `endpoint`, `region` and `pathStyle=true`. The SDK is
 * loaded only for S3.
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
    pathStyle: address.searchParams.get('pathStyle') === 'true',
    ...(endpoint === null ? {} : { endpoint }),
    ...(region === null ? {} : { region }),
  });
}
