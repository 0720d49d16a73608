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
