import type { Answer } from './answer.ts';

// As moto_server spells it.
const role = 'arn:aws:iam::123456789012:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForbatch';

/** Batch without a service role uses its service-linked one; moto_server wants it made and named. */
export function batchServiceRole(upstream: string): readonly Answer[] {
  let made: Promise<void> | undefined;
  return [
    {
      name: 'Batch CreateComputeEnvironment (names the service-linked role)',
      matches: (call) => call.method === 'POST' && call.url.pathname === '/v1/createcomputeenvironment',
      respond: async (call) => {
        made ??= createServiceLinkedRole(upstream);
        await made;
        const body = JSON.parse(call.body.toString()) as object;
        return { forward: { ...call, body: Buffer.from(JSON.stringify({ ...body, serviceRole: role })) } };
      },
    },
  ];
}

async function createServiceLinkedRole(upstream: string): Promise<void> {
  await fetch(upstream, {
    method: 'POST',
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=trial/20250101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'Action=CreateServiceLinkedRole&Version=2010-05-08&AWSServiceName=batch.amazonaws.com',
  });
}
