import { grantCustomerKey } from './customer-key.ts';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy/index.js';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning/index.js';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { Construct } from 'constructs';
import { PlatformStack } from './platform-stack.ts';
import type { ServiceRole } from './service-role.ts';
import { allow, policyDocument, type Statement } from './statement.ts';

export interface DataBucketProps {
  /** What the bucket holds; the last part of its name, to which AWS adds random digits. */
  readonly purpose: string;
  /** The whole name, for a bucket that must be known before it exists. @default a generated name */
  readonly fixedName?: string;
  /** Days after which a replaced or deleted version goes. @default 30 */
  readonly noncurrentVersionDays?: number;
  /** Days after which an object goes. @default never */
  readonly expireAfterDays?: number;
  /** Prefix of objects that can be made again: they go after a month, and their old versions after a day. @default none */
  readonly workingPrefix?: string;
  /** Encrypted with the key of S3 whatever the settings say, for a service that takes no other. @default false */
  readonly keyOfS3?: boolean;
  /** More statements of the bucket's policy. @default none */
  readonly statements?: (bucketArn: string) => readonly Statement[];
}

/** A private, encrypted, versioned bucket that answers only over TLS. Outside production it goes with its objects. */
export class DataBucket extends Construct {
  readonly bucket: S3Bucket;
  /** What must exist before an object is put that is read by its version. */
  readonly versioning: S3BucketVersioningA;
  /** What must exist before a service that the policy admits writes. */
  readonly policy: S3BucketPolicy;

  constructor(scope: Construct, id: string, props: DataBucketProps) {
    super(scope, id);
    const stack = PlatformStack.containing(this);
    const { protect } = stack.settings;
    this.bucket = new S3Bucket(this, 'bucket', {
      ...(props.fixedName === undefined
        ? { bucketPrefix: `${stack.nameOf(props.purpose)}-`.slice(0, 37) }
        : { bucket: props.fixedName }),
      forceDestroy: !protect,
      lifecycle: protect ? { preventDestroy: true } : undefined,
    });
    const bucket = this.bucket.id;
    this.versioning = new S3BucketVersioningA(this, 'versioning', {
      bucket,
      versioningConfiguration: { status: 'Enabled' },
    });
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket,
      rule: [
        {
          applyServerSideEncryptionByDefault:
            props.keyOfS3 === true || stack.settings.customerKeyArn === ''
              ? { sseAlgorithm: 'AES256' }
              : { sseAlgorithm: 'aws:kms', kmsMasterKeyId: stack.settings.customerKeyArn },
          bucketKeyEnabled: true,
        },
      ],
    });
    new S3BucketOwnershipControls(this, 'ownership', { bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } });
    const block = new S3BucketPublicAccessBlock(this, 'public-access', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    this.policy = new S3BucketPolicy(this, 'tls-only', {
      bucket,
      policy: policyDocument([
        {
          Sid: 'DenyWithoutTls',
          Effect: 'Deny',
          Principal: '*',
          Action: ['s3:*'],
          Resource: [this.bucket.arn, `${this.bucket.arn}/*`],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        ...(props.statements?.(this.bucket.arn) ?? []),
      ]),
      dependsOn: [block],
    });
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket,
      rule: [
        {
          id: 'old-versions-and-remains',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          noncurrentVersionExpiration: [{ noncurrentDays: props.noncurrentVersionDays ?? 30 }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
          ...(props.expireAfterDays === undefined ? {} : { expiration: [{ days: props.expireAfterDays }] }),
        },
        ...(props.workingPrefix === undefined
          ? []
          : [
              {
                id: 'working-objects',
                status: 'Enabled',
                filter: [{ prefix: props.workingPrefix }],
                expiration: [{ days: 30 }],
                noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
              },
            ]),
      ],
      dependsOn: [this.versioning],
    });
  }

  /** Lets a role list the bucket and read objects under `prefix`. */
  grantRead(role: ServiceRole, prefix = ''): void {
    role.add(allow(['s3:GetObject'], [`${this.bucket.arn}/${prefix}*`]));
    role.add(allow(['s3:ListBucket'], [this.bucket.arn]));
    grantCustomerKey(role);
  }

  /** Lets a role delete objects under `prefix`, of which old versions go as the bucket says. */
  grantRemove(role: ServiceRole, prefix: string): void {
    role.add(allow(['s3:DeleteObject'], [`${this.bucket.arn}/${prefix}*`]));
  }

  /** Lets a role put objects under `prefix`; not delete them. */
  grantWrite(role: ServiceRole, prefix = ''): void {
    role.add(allow(['s3:PutObject', 's3:AbortMultipartUpload'], [`${this.bucket.arn}/${prefix}*`]));
    grantCustomerKey(role);
  }
}
