import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import type { Construct } from 'constructs';
import { PlatformStack } from './platform-stack.ts';

export interface AlarmProps {
  /** Last part of the alarm's name. */
  readonly purpose: string;
  /** What it means and what to do, for the person who is woken. */
  readonly description: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** @default 'Sum' */
  readonly statistic?: 'Sum' | 'Average' | 'Maximum' | 'Minimum';
  /** The alarm sounds when the statistic is above this. @default 0 */
  readonly threshold?: number;
  /** Below instead of above. @default false */
  readonly below?: boolean;
  /** @default 300 */
  readonly periodSeconds?: number;
  /** Periods in a row. @default 1 */
  readonly periods?: number;
  /** What no data means. @default 'notBreaching' */
  readonly missing?: 'notBreaching' | 'breaching';
  readonly topicArn: string;
}

/** A CloudWatch alarm that notifies the alarm topic when it starts and when it ends. */
export function alarm(scope: Construct, id: string, props: AlarmProps): CloudwatchMetricAlarm {
  return new CloudwatchMetricAlarm(scope, id, {
    alarmName: PlatformStack.containing(scope).nameOf(props.purpose),
    alarmDescription: props.description,
    namespace: props.namespace,
    metricName: props.metricName,
    dimensions: { ...props.dimensions },
    statistic: props.statistic ?? 'Sum',
    comparisonOperator: props.below === true ? 'LessThanThreshold' : 'GreaterThanThreshold',
    threshold: props.threshold ?? 0,
    period: props.periodSeconds ?? 300,
    evaluationPeriods: props.periods ?? 1,
    treatMissingData: props.missing ?? 'notBreaching',
    alarmActions: [props.topicArn],
    okActions: [props.topicArn],
  });
}
