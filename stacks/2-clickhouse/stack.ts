import { networkingOutputs } from '@fm/1-networking/outputs';
import { prepareOutputs } from '@fm/0-prepare/outputs';
import { itemOf, PlatformStack, publishOutputs, readOutputs } from '@fm/constructs';
import type { Settings } from '@fm/stack-settings';
import type { Construct } from 'constructs';
import { hostAlarms } from './alarms.ts';
import { DataVolume } from './data-volume.ts';
import { ClickhouseHost } from './host.ts';
import { migrateWarehouse } from './migrate.ts';
import { clickhouseOutputs } from './outputs.ts';
import { privateName } from './private-name.ts';
import { Users } from './users.ts';

/** The warehouse: one ClickHouse host whose data outlives it. */
export class ClickhouseStack extends PlatformStack {
  constructor(scope: Construct, settings: Settings) {
    super(scope, clickhouseOutputs.layer, settings);
    const prepared = readOutputs(this, prepareOutputs);
    const network = readOutputs(this, networkingOutputs);
    const users = new Users(this, 'users');
    const data = new DataVolume(this, 'data', itemOf(network.zoneNames, 0));
    const host = new ClickhouseHost(this, 'host', { network, users, data });
    const { name, record } = privateName(this, network.vpcId, host.instance.privateIp);
    const endpoint = {
      url: `https://${name}:8443`,
      database: users.database,
      user: users.writer.name,
      passwordSecretArn: users.writer.secretArn,
      caSecretArn: users.caSecretArn,
    };
    const needs = [record, host.attachment, ...users.passwords];
    migrateWarehouse(this, { prepared, network, endpoint, instanceId: host.instance.id, needs });
    hostAlarms(this, host.instance.id, prepared.alarmTopicArn);
    publishOutputs(this, clickhouseOutputs, {
      host: name,
      url: endpoint.url,
      database: users.database,
      writerUser: users.writer.name,
      readerUser: users.reader.name,
      writerSecretArn: users.writer.secretArn,
      readerSecretArn: users.reader.secretArn,
      caSecretArn: users.caSecretArn,
      instanceId: host.instance.id,
      dataVolumeId: data.volume.id,
    });
  }
}
