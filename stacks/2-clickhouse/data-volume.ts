import { DlmLifecyclePolicy } from '@cdktf/provider-aws/lib/dlm-lifecycle-policy/index.js';
import { EbsVolume } from '@cdktf/provider-aws/lib/ebs-volume/index.js';
import { keyArgument, allow, PlatformStack, ServiceRole } from '@fm/constructs';
import { Construct } from 'constructs';

/** The encrypted volume that holds the data, apart from any host, and its daily snapshots. */
export class DataVolume extends Construct {
  readonly volume: EbsVolume;

  constructor(scope: Construct, id: string, zoneName: string) {
    super(scope, id);
    const stack = PlatformStack.containing(this);
    const { clickhouseVolumeGib, clickhouseSnapshotId, protect } = stack.settings;
    const name = stack.nameOf('clickhouse-data');
    this.volume = new EbsVolume(this, 'volume', {
      availabilityZone: zoneName,
      size: clickhouseVolumeGib,
      type: 'gp3',
      encrypted: true,
      ...keyArgument(stack, 'kmsKeyId'),
      finalSnapshot: protect,
      ...(clickhouseSnapshotId === '' ? {} : { snapshotId: clickhouseSnapshotId }),
      ...(protect ? { lifecycle: { preventDestroy: true } } : {}),
      tags: { Name: name },
    });
    this.#dailySnapshots(stack, name);
  }

  #dailySnapshots(stack: PlatformStack, name: string): void {
    const role = new ServiceRole(this, 'snapshots-role', { purpose: 'snapshots', service: 'dlm.amazonaws.com' });
    role.add(allow(['ec2:CreateSnapshot', 'ec2:CreateTags', 'ec2:DeleteSnapshot'], snapshotArns(stack)));
    role.add(allow(['ec2:CreateSnapshot'], [this.volume.arn]));
    role.add(allow(['ec2:DescribeVolumes', 'ec2:DescribeSnapshots', 'ec2:DescribeInstances'], ['*']));
    new DlmLifecyclePolicy(this, 'snapshots', {
      description: `Daily snapshots of ${name}`,
      executionRoleArn: role.arn,
      state: 'ENABLED',
      policyDetails: {
        resourceTypes: ['VOLUME'],
        targetTags: { Name: name },
        schedule: [
          {
            name: 'daily',
            copyTags: true,
            createRule: { interval: 24, intervalUnit: 'HOURS', times: ['05:00'] },
            retainRule: { count: stack.settings.snapshotRetentionDays },
          },
        ],
      },
      dependsOn: role.grants,
    });
  }
}

/** Snapshots have no account in their ARN. */
function snapshotArns(stack: PlatformStack): string[] {
  return [`arn:aws:ec2:${stack.settings.region}::snapshot/*`];
}
