import type { networkingOutputs } from '@fm/1-networking/outputs';
import { VolumeAttachment } from '@cdktf/provider-aws/lib/volume-attachment/index.js';
import type { Instance } from '@cdktf/provider-aws/lib/instance/index.js';
import { allow, itemOf, PlatformStack, SessionHost, type OutputValues } from '@fm/constructs';
import { Construct } from 'constructs';
import { bootScript } from './boot-script.ts';
import type { DataVolume } from './data-volume.ts';
import type { Users } from './users.ts';

export interface ClickhouseHostProps {
  readonly network: OutputValues<typeof networkingOutputs>;
  readonly users: Users;
  readonly data: DataVolume;
}

/** The ClickHouse host. Any change of its boot script, such as another version, replaces it and keeps the volume. */
export class ClickhouseHost extends Construct {
  readonly instance: Instance;
  readonly attachment: VolumeAttachment;

  constructor(scope: Construct, id: string, { network, users, data }: ClickhouseHostProps) {
    super(scope, id);
    const stack = PlatformStack.containing(this);
    const { region, clickhouseVersion, clickhouseInstanceType } = stack.settings;
    const metricNamespace = stack.nameOf('clickhouse');
    const host = new SessionHost(this, 'host', {
      purpose: 'clickhouse',
      instanceType: clickhouseInstanceType,
      subnetId: itemOf(network.privateSubnetIds, 0),
      securityGroupId: network.clickhouseSecurityGroupId,
      rootVolumeGib: 16,
      dependsOn: users.passwords,
      userData: bootScript({
        REGION: region,
        VERSION: clickhouseVersion,
        VOLUME_ID: data.volume.id,
        HOST_NAME: privateHostOf(stack),
        DATABASE: users.database,
        WRITER: users.writer.name,
        WRITER_SECRET: users.writer.secretArn,
        READER: users.reader.name,
        READER_SECRET: users.reader.secretArn,
        CA_SECRET: users.caSecretArn,
        METRIC_NAMESPACE: metricNamespace,
      }),
    });
    users.grantHost(host.role);
    host.role.add(
      allow(['cloudwatch:PutMetricData'], ['*'], { StringEquals: { 'cloudwatch:namespace': metricNamespace } }),
    );
    this.instance = host.instance;
    this.attachment = new VolumeAttachment(this, 'attachment', {
      deviceName: '/dev/sdf',
      volumeId: data.volume.id,
      instanceId: host.instance.id,
      // ClickHouse must not write while the volume moves to the next host.
      stopInstanceBeforeDetaching: true,
    });
  }
}

/** Private zone of the platform, e.g. `factor-mining-dev.internal`. */
export function privateZoneOf(stack: PlatformStack): string {
  return `${stack.settings.project}-${stack.settings.environment}.internal`;
}

/** Name under which clients find ClickHouse, and which its certificate carries. */
export function privateHostOf(stack: PlatformStack): string {
  return `clickhouse.${privateZoneOf(stack)}`;
}
