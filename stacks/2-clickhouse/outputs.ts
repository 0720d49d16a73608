import { defineOutputs } from '@fm/constructs';

export const clickhouseOutputs = defineOutputs('2-clickhouse', {
  /** Host name in the private zone. */
  host: 'text',
  /** `https://<host>:8443` */
  url: 'text',
  database: 'text',
  writerUser: 'text',
  readerUser: 'text',
  writerSecretArn: 'text',
  readerSecretArn: 'text',
  /** Holds the certificate authority, which is not a secret, as PEM. */
  caSecretArn: 'text',
  instanceId: 'text',
  dataVolumeId: 'text',
});
