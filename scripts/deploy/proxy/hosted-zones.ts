import type { Answer } from './answer.ts';

/** Route 53: a zone that is made with a VPC is private; moto_server wants that said. */
export function hostedZones(): readonly Answer[] {
  return [
    {
      name: 'Route 53 CreateHostedZone (says that a zone with a VPC is private)',
      matches: (call) =>
        call.method === 'POST' && call.url.pathname === '/2013-04-01/hostedzone' && call.body.includes('<VPC>'),
      respond: (call) => {
        const body = call.body.toString().replace('<HostedZoneConfig>', '$&<PrivateZone>true</PrivateZone>');
        return { forward: { ...call, body: Buffer.from(body) } };
      },
    },
  ];
}
