import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy/index.js';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription/index.js';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic/index.js';
import { policyDocument, type PlatformStack } from '@fm/constructs';

/** The topic for alarms, failed runs and budget notices, forwarded to `alarmEmail` if it is set. */
export function alarmTopic(stack: PlatformStack): SnsTopic {
  const topic = new SnsTopic(stack, 'alarms', { name: stack.nameOf('alarms') });
  new SnsTopicPolicy(stack, 'alarms-policy', {
    arn: topic.arn,
    policy: policyDocument([
      {
        Sid: 'ServicesOfThisAccountPublish',
        Effect: 'Allow',
        Principal: { Service: ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com', 'states.amazonaws.com'] },
        Action: ['sns:Publish'],
        Resource: [topic.arn],
        Condition: { StringEquals: { 'aws:SourceAccount': stack.accountId } },
      },
      {
        Sid: 'DenyWithoutTls',
        Effect: 'Deny',
        Principal: '*',
        Action: ['sns:Publish'],
        Resource: [topic.arn],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]),
  });
  if (stack.settings.alarmEmail !== '') {
    new SnsTopicSubscription(stack, 'alarms-email', {
      topicArn: topic.arn,
      protocol: 'email',
      endpoint: stack.settings.alarmEmail,
    });
  }
  return topic;
}
