import { clickhouseOutputs } from '@fm/2-clickhouse/outputs';
import { networkingOutputs } from '@fm/1-networking/outputs';
import { itemOf, PlatformStack, publishOutputs, readOutputs, SessionHost } from '@fm/constructs';
import type { Settings } from '@fm/stack-settings';
import type { Construct } from 'constructs';
import { loggedSessions } from './logged-sessions.ts';
import { operatorPolicy } from './operator-policy.ts';
import { jumpHostOutputs } from './outputs.ts';

/** The way in for operators: Session Manager, no inbound rule, no key. */
export class JumpHostStack extends PlatformStack {
  constructor(scope: Construct, settings: Settings) {
    super(scope, jumpHostOutputs.layer, settings);
    const network = readOutputs(this, networkingOutputs);
    const clickhouse = readOutputs(this, clickhouseOutputs);
    const host = new SessionHost(this, 'host', {
      purpose: 'jump-host',
      instanceType: settings.jumpHostInstanceType,
      subnetId: itemOf(network.privateSubnetIds, 0),
      securityGroupId: network.jumpHostSecurityGroupId,
    });
    const document = loggedSessions(this, host.role);
    const start = `aws ssm start-session --region ${settings.region} --target ${host.instance.id}`;
    const parameters = `{"host":["${clickhouse.host}"],"portNumber":["8443"],"localPortNumber":["8443"]}`;
    const policy = operatorPolicy(this, host.instance.arn, document.arn);
    publishOutputs(this, jumpHostOutputs, {
      instanceId: host.instance.id,
      sessionDocument: document.name,
      operatorPolicyArn: policy.arn,
      sessionCommand: `${start} --document-name ${document.name}`,
      portForwardCommand: `${start} --document-name AWS-StartPortForwardingSessionToRemoteHost --parameters '${parameters}'`,
    });
  }
}
