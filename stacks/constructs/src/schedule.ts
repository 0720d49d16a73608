import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule/index.js';
import { Construct } from 'constructs';
import { PlatformStack } from './platform-stack.ts';
import { deadLetterQueue } from './queue.ts';
import { ServiceRole } from './service-role.ts';

export interface ScheduleProps {
  /** Last part of the schedule's name. */
  readonly purpose: string;
  /** When, as EventBridge Scheduler writes it, read in the time zone of the settings. */
  readonly expression: string;
  /** ARN of the function or state machine. */
  readonly targetArn: string;
  /** What the target gets beside `scheduledTime`. @default nothing */
  readonly input?: Readonly<Record<string, unknown>>;
  /** @default true */
  readonly enabled?: boolean;
  /** Gives the schedule's role the right to start the target. */
  readonly grant: (role: ServiceRole) => void;
  readonly alarmTopicArn: string;
}

/** Starts a target at fixed times, telling it for which moment, so that a late or repeated start does the same work. */
export class Schedule extends Construct {
  constructor(scope: Construct, id: string, props: ScheduleProps) {
    super(scope, id);
    const stack = PlatformStack.containing(this);
    const role = new ServiceRole(this, 'role', {
      purpose: `${props.purpose}-schedule`,
      service: 'scheduler.amazonaws.com',
      trustCondition: { StringEquals: { 'aws:SourceAccount': stack.accountId } },
    });
    props.grant(role);
    const purpose = `${props.purpose}-missed`;
    const deadLetters = deadLetterQueue(this, 'missed', purpose, props.alarmTopicArn);
    deadLetters.grantSend(role);
    new SchedulerSchedule(this, 'schedule', {
      name: stack.nameOf(props.purpose),
      state: props.enabled === false ? 'DISABLED' : 'ENABLED',
      scheduleExpression: props.expression,
      scheduleExpressionTimezone: stack.settings.timeZone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: props.targetArn,
        roleArn: role.arn,
        input: JSON.stringify({ ...props.input, scheduledTime: '<aws.scheduler.scheduled-time>' }),
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 },
        deadLetterConfig: { arn: deadLetters.arn },
      },
      dependsOn: role.grants,
    });
  }
}
