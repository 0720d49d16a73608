import { BudgetsBudget } from '@cdktf/provider-aws/lib/budgets-budget/index.js';
import type { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic/index.js';
import type { PlatformStack } from '@fm/constructs';

/** A monthly cost budget over what carries the project's tag; the topic hears of 80 % spent and of 100 % forecast. */
export function monthlyBudget(stack: PlatformStack, topic: SnsTopic): void {
  const notify = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
    comparisonOperator: 'GREATER_THAN',
    notificationType,
    threshold,
    thresholdType: 'PERCENTAGE',
    subscriberSnsTopicArns: [topic.arn],
  });
  new BudgetsBudget(stack, 'budget', {
    name: stack.nameOf('monthly'),
    budgetType: 'COST',
    timeUnit: 'MONTHLY',
    limitAmount: String(stack.settings.monthlyBudgetUsd),
    limitUnit: 'USD',
    costFilter: [{ name: 'TagKeyValue', values: [`user:Project$${stack.settings.project}`] }],
    notification: [notify('ACTUAL', 80), notify('FORECASTED', 100)],
  });
}
