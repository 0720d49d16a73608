import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy/index.js';
import { allow, policyDocument, type PlatformStack } from '@fm/constructs';

/**
 * What an operator needs to connect, for an administrator to attach to people or their permission set: logged shells on
 * the jump host, ports forwarded through it, and an end to sessions of one's own.
 */
export function operatorPolicy(stack: PlatformStack, instanceArn: string, documentArn: string): IamPolicy {
  const region = stack.settings.region;
  return new IamPolicy(stack, 'operators', {
    name: stack.nameOf('operators'),
    description: 'Sessions on the jump host, and nothing else',
    policy: policyDocument([
      allow(
        ['ssm:StartSession'],
        [instanceArn, documentArn, `arn:aws:ssm:${region}::document/AWS-StartPortForwardingSessionToRemoteHost`],
        { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } },
      ),
      // Doubled: Terraform would read one dollar as its own.
      allow(
        ['ssm:TerminateSession', 'ssm:ResumeSession'],
        [`arn:aws:ssm:${region}:${stack.accountId}:session/$\${aws:userid}-*`],
      ),
    ]),
  });
}
