import { bucketOf, type Answer, type Call } from './answer.ts';

/**
 * A bucket whose versioning is suspended keeps its versions. moto_server takes it for one that never had any, and then
 * cannot delete its delete markers. The proxy keeps "Suspended" to itself and answers it when asked.
 */
export function bucketVersioning(): readonly Answer[] {
  const suspended = new Map<string, string>();
  return [
    {
      name: 'S3 PutBucketVersioning (suspended)',
      matches: (call) => isVersioning(call, 'PUT') && isSuspension(call),
      respond: (call) => {
        suspended.set(bucketOf(call), call.body.toString());
        return { status: 200, type: 'application/xml', body: '' };
      },
    },
    {
      name: 'S3 PutBucketVersioning (resumed)',
      matches: (call) => isVersioning(call, 'PUT') && suspended.has(bucketOf(call)),
      respond: (call) => {
        suspended.delete(bucketOf(call));
        return { forward: call };
      },
    },
    {
      name: 'S3 GetBucketVersioning (suspended)',
      matches: (call) => isVersioning(call, 'GET') && suspended.has(bucketOf(call)),
      respond: (call) => ({ status: 200, type: 'application/xml', body: suspended.get(bucketOf(call)) ?? '' }),
    },
  ];
}

function isVersioning(call: Call, method: string): boolean {
  return call.method === method && call.url.searchParams.has('versioning') && bucketOf(call) !== '';
}

function isSuspension(call: Call): boolean {
  return /<Status>Suspended<\/Status>/.test(call.body.toString());
}
