import { LbListener } from '@cdktf/provider-aws/lib/lb-listener/index.js';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group/index.js';
import { Lb } from '@cdktf/provider-aws/lib/lb/index.js';
import type { networkingOutputs } from '@fm/1-networking/outputs';
import { alarm, PlatformStack, type OutputValues } from '@fm/constructs';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { accessLogs } from './access-logs.ts';
import { certificateOf } from './certificate.ts';
import { firewall } from './firewall.ts';
import { Login } from './login.ts';

export interface FrontDoorProps {
  readonly network: OutputValues<typeof networkingOutputs>;
  readonly alarmTopicArn: string;
}

/**
 * The load balancer. With a domain it is public, speaks only HTTPS and asks for a login; without one it is internal
 * and is reached through a port that the jump host forwards.
 */
export class FrontDoor extends Construct {
  readonly targetGroupArn: string;
  /** What must exist before a service may register targets. */
  readonly listeners: ITerraformDependable[];
  readonly #balancer: Lb;
  #login: Login | undefined;

  constructor(scope: Construct, id: string, { network, alarmTopicArn }: FrontDoorProps) {
    super(scope, id);
    const stack = PlatformStack.containing(this);
    const isPublic = stack.settings.domain !== '';
    const logs = accessLogs(this);
    this.#balancer = new Lb(this, 'balancer', {
      name: stack.shortNameOf('dashboard', 32),
      loadBalancerType: 'application',
      internal: !isPublic,
      subnets: isPublic ? network.publicSubnetIds : network.privateSubnetIds,
      securityGroups: [network.loadBalancerSecurityGroupId],
      dropInvalidHeaderFields: true,
      enableDeletionProtection: stack.settings.protect,
      accessLogs: { bucket: logs.bucket.bucket, enabled: true },
      dependsOn: [logs.policy],
    });
    if (isPublic) firewall(this, this.#balancer.arn);
    const targets = new LbTargetGroup(this, 'targets', {
      name: stack.shortNameOf('dashboard', 32),
      targetType: 'ip',
      protocol: 'HTTP',
      port: 8080,
      vpcId: network.vpcId,
      deregistrationDelay: '30',
      healthCheck: { path: '/healthz', matcher: '200', interval: 15, healthyThreshold: 2, unhealthyThreshold: 3 },
    });
    this.targetGroupArn = targets.arn;
    this.listeners = isPublic ? this.#publicListeners(targets) : [this.#internalListener(targets)];
    alarm(this, 'no-healthy-task', {
      purpose: 'dashboard-unhealthy',
      description: 'No task of the dashboard is healthy. Read its log group and the events of the service.',
      namespace: 'AWS/ApplicationELB',
      metricName: 'HealthyHostCount',
      dimensions: { LoadBalancer: this.#balancer.arnSuffix, TargetGroup: targets.arnSuffix },
      statistic: 'Minimum',
      below: true,
      threshold: 1,
      periods: 3,
      // Where no task is registered there are no data. Before an image is named, none is asked to run.
      missing: stack.settings.dashboardImage === '' ? 'notBreaching' : 'breaching',
      topicArn: alarmTopicArn,
    });
  }

  get name(): string {
    return this.#balancer.name;
  }

  /** What the dashboard demands of every request; undefined where the load balancer asks for no login. */
  get login(): { readonly signer: string; readonly userPoolId: string; readonly clientId: string } | undefined {
    if (this.#login === undefined) return undefined;
    const { userPoolId, clientId } = this.#login;
    return { signer: this.#balancer.arn, userPoolId, clientId };
  }

  get dnsName(): string {
    return this.#balancer.dnsName;
  }

  #internalListener(targets: LbTargetGroup): LbListener {
    return new LbListener(this, 'http', {
      loadBalancerArn: this.#balancer.arn,
      protocol: 'HTTP',
      port: 80,
      defaultAction: [{ type: 'forward', targetGroupArn: targets.arn }],
    });
  }

  #publicListeners(targets: LbTargetGroup): LbListener[] {
    const certificateArn = certificateOf(this, this.#balancer);
    const login = new Login(this, 'login');
    this.#login = login;
    const https = new LbListener(this, 'https', {
      loadBalancerArn: this.#balancer.arn,
      protocol: 'HTTPS',
      port: 443,
      sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      certificateArn,
      defaultAction: [login.action, { type: 'forward', order: 2, targetGroupArn: targets.arn }],
    });
    const redirect = new LbListener(this, 'redirect', {
      loadBalancerArn: this.#balancer.arn,
      protocol: 'HTTP',
      port: 80,
      defaultAction: [{ type: 'redirect', redirect: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' } }],
    });
    return [https, redirect];
  }
}
