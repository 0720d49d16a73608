import { FmError } from '@fm/platform';

export const objectKey = (key: string) =>
  new FmError('OBJECT_KEY', {
    what: 'the object key cannot be used',
    where: JSON.stringify(key.slice(0, 80)),
    remedy: 'Use letters, digits and ._=+@,- in parts joined by single slashes.',
    kind: 'usage',
  });

export const objectCorrupt = (key: string) =>
  new FmError('OBJECT_CORRUPT', {
    what: 'the stored object does not match the hash it was stored with',
    where: key,
    remedy: 'Remove the object and collect it again.',
  });

export const objectStoreUrl = (url: string) =>
  new FmError('OBJECT_STORE_URL', {
    what: 'the address of the object store cannot be used',
    where: url,
    remedy: 'Give file:///folder, file:folder or s3://bucket/prefix.',
    kind: 'usage',
  });

/** What to do about an error of the file system or of S3, by its name. */
const storeRemedies: readonly (readonly [RegExp, string])[] = [
  [
    /^(ENOSPC|EDQUOT)$/,
    'Free space on the disk, then start it again: stored data are kept, and are not fetched again.',
  ],
  [/^(EACCES|EPERM|EROFS)$/, 'Grant yourself read and write access to it, or name another place in FM_OBJECT_STORE.'],
  [
    /^(AccessDenied|Forbidden|AllAccessDisabled)$/,
    'Check that the role may read, write and list the bucket and use its key.',
  ],
  [/^NoSuchBucket$/, 'Check the bucket in FM_OBJECT_STORE and its region.'],
  [
    /Credential|^(ExpiredToken|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidToken)/,
    'Check the AWS credentials (AWS_PROFILE, the role, their expiry).',
  ],
];

/**
 * The home of the objects cannot be used: disk, rights, bucket, credentials or network.
 *
 * @param reason - name of the error, e.g. `ENOSPC` or `AccessDenied`
 * @param detail - what the system says about it, without anything of the request
 */
export const objectStoreFailed = (where: string, reason: string, detail: string) =>
  new FmError('OBJECT_STORE_FAILED', {
    what: `the object store cannot be used: ${detail}`,
    where,
    remedy:
      storeRemedies.find(([names]) => names.test(reason))?.[1] ??
      'Check the store and the connection to it, then start it again: stored data are kept.',
  });
