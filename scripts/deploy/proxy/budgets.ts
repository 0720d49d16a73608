import { isTarget, json, type Answer, type Call } from './answer.ts';

const service = 'AWSBudgetServiceGateway';

/** Budgets: subscribers of a notification and tags, which moto_server takes and does not give back. */
export function budgets(): readonly Answer[] {
  const subscribers = new Map<string, unknown>();
  const tags = new Map<string, unknown>();
  return [
    {
      name: 'Budgets CreateNotification (remembers subscribers)',
      matches: (call) => isTarget(call, `${service}.CreateNotification`),
      respond: (call) => {
        const { Notification, Subscribers } = bodyOf(call) as { Notification: unknown; Subscribers: unknown };
        subscribers.set(keyOf(Notification), Subscribers);
        return { forward: call };
      },
    },
    {
      name: 'Budgets DescribeSubscribersForNotification',
      matches: (call) => isTarget(call, `${service}.DescribeSubscribersForNotification`),
      respond: (call) => json({ Subscribers: subscribers.get(keyOf(bodyOf(call)['Notification'])) ?? [] }),
    },
    {
      name: 'Budgets CreateBudget (remembers tags)',
      matches: (call) => isTarget(call, `${service}.CreateBudget`),
      respond: (call) => {
        const body = bodyOf(call);
        tags.set((body['Budget'] as { BudgetName: string }).BudgetName, body['ResourceTags'] ?? []);
        return { forward: call };
      },
    },
    {
      name: 'Budgets ListTagsForResource',
      matches: (call) => isTarget(call, `${service}.ListTagsForResource`),
      respond: (call) =>
        json({ ResourceTags: tags.get(String(bodyOf(call)['ResourceARN']).split('/').at(-1) ?? '') ?? [] }),
    },
  ];
}

function bodyOf(call: Call): Record<string, unknown> {
  return JSON.parse(call.body.toString()) as Record<string, unknown>;
}

/** A notification is known by its type and threshold; the default threshold type may be left out. */
function keyOf(notification: unknown): string {
  const { NotificationType, Threshold } = notification as { NotificationType: string; Threshold: number };
  return `${NotificationType} ${Threshold}`;
}
