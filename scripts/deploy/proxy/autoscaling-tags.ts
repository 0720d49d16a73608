import { isTarget, json, type Answer, type Call } from './answer.ts';

/** Application Auto Scaling: the tags of a scalable target, which moto_server does not keep. */
export function autoscalingTags(): readonly Answer[] {
  let tags: unknown = {};
  return [
    {
      name: 'Application Auto Scaling RegisterScalableTarget (remembers tags)',
      matches: (call) => isTarget(call, 'AnyScaleFrontendService.RegisterScalableTarget'),
      respond: (call) => {
        tags = bodyOf(call)['Tags'] ?? tags;
        return { forward: call };
      },
    },
    {
      name: 'Application Auto Scaling ListTagsForResource',
      matches: (call) => isTarget(call, 'AnyScaleFrontendService.ListTagsForResource'),
      respond: () => json({ Tags: tags }),
    },
  ];
}

function bodyOf(call: Call): Record<string, unknown> {
  return JSON.parse(call.body.toString()) as Record<string, unknown>;
}
