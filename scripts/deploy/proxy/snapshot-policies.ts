import { json, type Answer, type Call, type Result } from './answer.ts';

/** Data Lifecycle Manager (snapshots of volumes), kept in memory. */
export function snapshotPolicies(): readonly Answer[] {
  const policies = new Map<string, Record<string, unknown>>();
  let made = 0;

  function respond(call: Call): Result {
    const [, , id = ''] = call.url.pathname.split('/');
    if (call.method === 'POST') {
      made += 1;
      const policyId = `policy-${String(made).padStart(17, '0')}`;
      policies.set(policyId, {
        ...(JSON.parse(call.body.toString()) as object),
        PolicyId: policyId,
        PolicyArn: `arn:aws:dlm:us-east-1:123456789012:policy/${policyId}`,
      });
      return json({ PolicyId: policyId });
    }
    const policy = policies.get(id);
    if (policy === undefined) {
      return json({ Code: 'ResourceNotFoundException', Message: 'no such policy' }, 404);
    }
    if (call.method === 'PATCH') policies.set(id, { ...policy, ...(JSON.parse(call.body.toString()) as object) });
    if (call.method === 'DELETE') policies.delete(id);
    return call.method === 'GET' ? json({ Policy: policies.get(id) }) : json({});
  }

  return [
    {
      name: 'Data Lifecycle Manager policies',
      matches: (call) => call.url.pathname === '/policies' || call.url.pathname.startsWith('/policies/policy-'),
      respond,
    },
  ];
}
