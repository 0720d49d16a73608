import type { Answer, Call } from './answer.ts';

const groupOfInterface = /^NetworkInterface\.1\.SecurityGroupId\.(\d+)$/;

/**
 * EC2 instances: moto_server forgets on the instance the groups of its first network interface, and describes an
 * interface without a public address as if it had an empty one.
 */
export function instances(): readonly Answer[] {
  return [
    {
      name: 'EC2 RunInstances (groups of the first network interface)',
      matches: (call) => isAction(call, 'RunInstances'),
      respond: (call) => {
        const fields = [...new URLSearchParams(call.body.toString())].map(([name, value]): [string, string] => [
          name.replace(groupOfInterface, 'SecurityGroupId.$1'),
          value,
        ]);
        return { forward: { ...call, body: Buffer.from(String(new URLSearchParams(fields))) } };
      },
    },
    {
      name: 'EC2 DescribeInstances (no association without a public address)',
      matches: (call) => isAction(call, 'DescribeInstances'),
      respond: (call) => ({
        forward: call,
        revise: (body) => body.replaceAll(/<association\s*\/>|<association><\/association>/g, ''),
      }),
    },
  ];
}

function isAction(call: Call, action: string): boolean {
  return call.method === 'POST' && new RegExp(`(^|&)Action=${action}(&|$)`).test(call.body.toString());
}
