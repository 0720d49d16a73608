import { DataBucket, PlatformStack } from '@fm/constructs';
import type { Construct } from 'constructs';

/**
 * The bucket in which the load balancer writes down every request, for as long as logs are kept.
 *
 * Source: "Access logs for your Application Load Balancer", AWS documentation; it takes no other key than that of S3.
 */
export function accessLogs(scope: Construct): DataBucket {
  const stack = PlatformStack.containing(scope);
  return new DataBucket(scope, 'access-logs', {
    purpose: 'access-logs',
    expireAfterDays: stack.settings.logRetentionDays,
    keyOfS3: true,
    statements: (bucketArn) => [
      {
        Sid: 'BalancerWrites',
        Effect: 'Allow',
        Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
        Action: ['s3:PutObject'],
        Resource: [`${bucketArn}/AWSLogs/${stack.accountId}/*`],
      },
    ],
  });
}
