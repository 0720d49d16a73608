import { keyArgument } from './customer-key.ts';
import { DataAwsAmi } from '@cdktf/provider-aws/lib/data-aws-ami/index.js';
import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile/index.js';
import { Instance } from '@cdktf/provider-aws/lib/instance/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { PlatformStack } from './platform-stack.ts';
import { ServiceRole } from './service-role.ts';
import { allow } from './statement.ts';

export interface SessionHostProps {
  /** Last part of the host's name. */
  readonly purpose: string;
  readonly instanceType: string;
  readonly subnetId: string;
  readonly securityGroupId: string;
  /** Script of the first boot; a change replaces the host. @default none */
  readonly userData?: string;
  /** GiB of the root volume. @default 8 */
  readonly rootVolumeGib?: number;
  /** What the script of the first boot needs to be there. @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * An Amazon Linux host in a private subnet that is reached only through Session Manager: no key, no public address,
 * IMDSv2, encrypted root volume, an image named exactly.
 */
export class SessionHost extends Construct {
  readonly instance: Instance;
  readonly role: ServiceRole;

  constructor(scope: Construct, id: string, props: SessionHostProps) {
    super(scope, id);
    const stack = PlatformStack.containing(this);
    const image = new DataAwsAmi(this, 'image', {
      owners: ['amazon'],
      // Amazon deprecates an image after some months, which hides it from a search and takes nothing else away.
      includeDeprecated: true,
      filter: [
        { name: 'name', values: [stack.settings.machineImage] },
        { name: 'architecture', values: ['arm64'] },
      ],
    });
    this.role = new ServiceRole(this, 'role', { purpose: props.purpose, service: 'ec2.amazonaws.com' });
    grantSessionManager(this.role);
    const profile = new IamInstanceProfile(this, 'profile', {
      name: stack.nameOf(props.purpose),
      role: this.role.role.name,
    });
    this.instance = new Instance(this, 'instance', {
      ami: image.id,
      instanceType: props.instanceType,
      subnetId: props.subnetId,
      vpcSecurityGroupIds: [props.securityGroupId],
      iamInstanceProfile: profile.name,
      associatePublicIpAddress: false,
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      rootBlockDevice: {
        encrypted: true,
        ...keyArgument(stack, 'kmsKeyId'),
        volumeType: 'gp3',
        volumeSize: props.rootVolumeGib ?? 8,
      },
      ...(props.userData === undefined ? {} : { userData: props.userData, userDataReplaceOnChange: true }),
      tags: { Name: stack.nameOf(props.purpose) },
      dependsOn: [...this.role.grants, ...(props.dependsOn ?? [])],
    });
  }
}

/** What the Session Manager agent needs; its channels have no names. */
function grantSessionManager(role: ServiceRole): void {
  role.add(
    allow(
      [
        'ssm:UpdateInstanceInformation',
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
      ],
      ['*'],
    ),
  );
}
