import { bucketOf, json, type Answer, type Call } from './answer.ts';

interface Document {
  readonly Statement: readonly { readonly Effect: string; readonly Condition?: unknown }[];
}

/**
 * moto_server enforces bucket policies without reading their conditions, so that "deny without TLS" would deny
 * everything. The proxy keeps the policy as it was put, answers it when asked, and hands on what has no condition.
 */
export function bucketPolicies(): readonly Answer[] {
  const kept = new Map<string, string>();
  return [
    {
      name: 'S3 PutBucketPolicy (policies with conditions)',
      matches: (call) => isPolicy(call, 'PUT'),
      respond: (call) => {
        kept.set(bucketOf(call), call.body.toString());
        const document = JSON.parse(call.body.toString()) as Document;
        const plain = document.Statement.filter(({ Condition }) => Condition === undefined);
        if (plain.length === 0) return { status: 204, type: 'application/xml', body: '' };
        return { forward: { ...call, body: Buffer.from(JSON.stringify({ ...document, Statement: plain })) } };
      },
    },
    {
      name: 'S3 GetBucketPolicy (policies with conditions)',
      matches: (call) => isPolicy(call, 'GET') && kept.has(bucketOf(call)),
      respond: (call) => ({ ...json(''), body: kept.get(bucketOf(call)) ?? '' }),
    },
    {
      name: 'S3 DeleteBucketPolicy (policies with conditions)',
      matches: (call) => isPolicy(call, 'DELETE') && kept.has(bucketOf(call)),
      respond: (call) => {
        kept.delete(bucketOf(call));
        return { forward: call };
      },
    },
  ];
}

function isPolicy(call: Call, method: string): boolean {
  return call.method === method && call.url.searchParams.has('policy') && bucketOf(call) !== '';
}
