import type { PlatformStack } from '@fm/constructs';

/** Forwards localhost:8080 through the jump host, found by its name, to the internal load balancer. */
export function portForwardCommand(stack: PlatformStack, dnsName: string): string {
  const { region } = stack.settings;
  const jumpHost =
    `aws ec2 describe-instances --region ${region} ` +
    `--filters Name=tag:Name,Values=${stack.nameOf('jump-host')} Name=instance-state-name,Values=running ` +
    `--query 'Reservations[0].Instances[0].InstanceId' --output text`;
  const parameters = `{"host":["${dnsName}"],"portNumber":["80"],"localPortNumber":["8080"]}`;
  return (
    `aws ssm start-session --region ${region} --target "$(${jumpHost})" ` +
    `--document-name AWS-StartPortForwardingSessionToRemoteHost --parameters '${parameters}'`
  );
}
