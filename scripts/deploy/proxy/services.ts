import { isTarget, reviseJson, type Answer, type Call } from './answer.ts';

const target = 'AmazonEC2ContainerServiceV20141113';
const kept = ['availabilityZoneRebalancing', 'healthCheckGracePeriodSeconds'];

/** ECS services: rebalancing and grace period, which moto_server takes and does not give back. */
export function services(): readonly Answer[] {
  const settings = new Map<string, object>();

  function remember(call: Call): void {
    const body = JSON.parse(call.body.toString()) as Record<string, unknown>;
    const name = String(body['serviceName'] ?? body['service'])
      .split('/')
      .at(-1) as string;
    const given = kept.filter((key) => body[key] !== undefined).map((key) => [key, body[key]]);
    settings.set(name, { ...settings.get(name), ...(Object.fromEntries(given) as object) });
  }

  return [
    {
      name: 'ECS CreateService, UpdateService (remembers rebalancing and grace period)',
      matches: (call) => isTarget(call, `${target}.CreateService`) || isTarget(call, `${target}.UpdateService`),
      respond: (call) => {
        remember(call);
        return { forward: call };
      },
    },
    {
      name: 'ECS DescribeServices (with rebalancing and grace period)',
      matches: (call) => isTarget(call, `${target}.DescribeServices`),
      respond: (call) => ({
        forward: call,
        revise: reviseJson((answer) => ({
          ...answer,
          services: ((answer['services'] ?? []) as { serviceName: string }[]).map((service) => ({
            ...service,
            ...settings.get(service.serviceName),
          })),
        })),
      }),
    },
  ];
}
