import { isTarget, reviseJson, type Answer } from './answer.ts';

/** SQS: the redrive policy as AWS writes it, without the spaces of moto_server. */
export function queues(): readonly Answer[] {
  return [
    {
      name: 'SQS GetQueueAttributes (redrive policy without spaces)',
      matches: (call) => isTarget(call, 'AmazonSQS.GetQueueAttributes'),
      respond: (call) => ({
        forward: call,
        revise: reviseJson((answer) => {
          const attributes = (answer['Attributes'] ?? {}) as Record<string, string>;
          const { RedrivePolicy: policy } = attributes;
          if (policy === undefined) return answer;
          return { ...answer, Attributes: { ...attributes, RedrivePolicy: JSON.stringify(JSON.parse(policy)) } };
        }),
      }),
    },
  ];
}
