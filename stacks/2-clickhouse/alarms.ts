import { alarm, type PlatformStack } from '@fm/constructs';

/** Alarms of the host: not reachable, not answering, volume filling up. */
export function hostAlarms(stack: PlatformStack, instanceId: string, topicArn: string): void {
  const own = { namespace: stack.nameOf('clickhouse'), dimensions: {}, topicArn };
  alarm(stack, 'host-failed', {
    purpose: 'clickhouse-host-failed',
    description: 'The ClickHouse host fails its status checks. Replace it: the data volume stays.',
    namespace: 'AWS/EC2',
    metricName: 'StatusCheckFailed',
    statistic: 'Maximum',
    dimensions: { InstanceId: instanceId },
    periodSeconds: 60,
    periods: 3,
    missing: 'breaching',
    topicArn,
  });
  alarm(stack, 'not-answering', {
    ...own,
    purpose: 'clickhouse-not-answering',
    description: 'ClickHouse does not answer /ping. Open a session and read /var/log/clickhouse-server.',
    metricName: 'Alive',
    statistic: 'Minimum',
    below: true,
    threshold: 1,
    periodSeconds: 600,
    periods: 2,
    missing: 'breaching',
  });
  alarm(stack, 'volume-filling', {
    ...own,
    purpose: 'clickhouse-volume-filling',
    description: 'The data volume is over 80 % full. Raise clickhouseVolumeGib and deploy.',
    metricName: 'DataVolumeUsedPercent',
    statistic: 'Maximum',
    threshold: 80,
    periodSeconds: 600,
  });
}
