import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import type { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { PlatformStack } from '@fm/constructs';
import { Construct } from 'constructs';

/** Who is in the VPC, and what for. */
const roles = {
  clickhouse: 'The warehouse',
  'jump-host': 'Sessions of operators',
  collector: 'Functions that collect',
  mining: 'Slices of a mining run',
  dashboard: 'Tasks of the dashboard',
  'load-balancer': 'The way to the dashboard',
  endpoints: 'Interface endpoints of AWS services',
} as const;

export type Role = keyof typeof roles;

/** Who may open a connection to whom, on which port. */
const conversations: readonly (readonly [from: Role, to: Role, port: number])[] = [
  ['jump-host', 'clickhouse', 8443],
  ['collector', 'clickhouse', 8443],
  ['mining', 'clickhouse', 8443],
  ['dashboard', 'clickhouse', 8443],
  ['load-balancer', 'dashboard', 8080],
];

/** Who speaks HTTPS to AWS and to providers outside the VPC. */
const outgoing: readonly Role[] = ['clickhouse', 'jump-host', 'collector', 'mining', 'dashboard'];

/**
 * One security group per role; every rule is a resource of its own and names a group, not addresses. The default
 * group is emptied.
 */
export class SecurityGroups extends Construct {
  readonly #groups: ReadonlyMap<Role, SecurityGroup>;

  constructor(scope: Construct, id: string, vpc: Vpc) {
    super(scope, id);
    const stack = PlatformStack.containing(this);
    new DefaultSecurityGroup(this, 'default', { vpcId: vpc.id });
    this.#groups = new Map(
      Object.entries(roles).map(([role, description]) => [
        role as Role,
        new SecurityGroup(this, role, {
          name: stack.nameOf(role),
          description,
          vpcId: vpc.id,
          tags: { Name: stack.nameOf(role) },
        }),
      ]),
    );
    for (const [from, to, port] of conversations) this.#connect(from, to, port);
    for (const role of outgoing) {
      this.#egressToEverywhere(role, 443);
      this.#connect(role, 'endpoints', 443);
    }
    if (stack.settings.domain === '') {
      this.#connect('jump-host', 'load-balancer', 80);
    } else {
      for (const port of [80, 443]) this.#ingressFromBrowsers(stack.settings.dashboardCidrs, port);
      // The login asks Cognito for its keys and tokens.
      this.#egressToEverywhere('load-balancer', 443);
    }
  }

  /** Id of the group of `role`. */
  idOf(role: Role): string {
    return (this.#groups.get(role) as SecurityGroup).id;
  }

  #connect(from: Role, to: Role, port: number): void {
    const span = { ipProtocol: 'tcp', fromPort: port, toPort: port };
    new VpcSecurityGroupEgressRule(this, `${from}-out-to-${to}-${port}`, {
      ...span,
      tags: { Name: `to ${to}` },
      securityGroupId: this.idOf(from),
      referencedSecurityGroupId: this.idOf(to),
    });
    new VpcSecurityGroupIngressRule(this, `${to}-in-from-${from}-${port}`, {
      ...span,
      tags: { Name: `from ${from}` },
      securityGroupId: this.idOf(to),
      referencedSecurityGroupId: this.idOf(from),
    });
  }

  #egressToEverywhere(role: Role, port: number): void {
    new VpcSecurityGroupEgressRule(this, `${role}-out-${port}`, {
      tags: { Name: 'to AWS and providers' },
      securityGroupId: this.idOf(role),
      cidrIpv4: '0.0.0.0/0',
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
    });
  }

  #ingressFromBrowsers(cidrs: readonly string[], port: number): void {
    cidrs.forEach((cidrIpv4, at) => {
      new VpcSecurityGroupIngressRule(this, `load-balancer-in-${port}${at === 0 ? '' : `-${at}`}`, {
        tags: { Name: 'from browsers' },
        securityGroupId: this.idOf('load-balancer'),
        cidrIpv4,
        ipProtocol: 'tcp',
        fromPort: port,
        toPort: port,
      });
    });
  }
}
