import { LambdaCodeSigningConfig } from '@cdktf/provider-aws/lib/lambda-code-signing-config/index.js';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object/index.js';
import { SignerSigningJob } from '@cdktf/provider-aws/lib/signer-signing-job/index.js';
import { SignerSigningProfile } from '@cdktf/provider-aws/lib/signer-signing-profile/index.js';
import { PlatformStack, type DataBucket } from '@fm/constructs';
import { lambdaNames, type LambdaName, type LocatedArtifacts } from '@fm/stack-artifacts';
import { Construct } from 'constructs';

/** The zips of all functions, uploaded under content-hash keys and, by setting, signed by AWS Signer. */
export class ArtifactUploads extends Construct {
  /** Configuration that refuses unsigned code; empty when code signing is off. */
  readonly codeSigningConfigArn: string;
  readonly #keys = new Map<LambdaName, string>();

  constructor(scope: Construct, id: string, bucket: DataBucket, artifacts: LocatedArtifacts) {
    super(scope, id);
    const stack = PlatformStack.containing(this);
    const profile = stack.settings.codeSigning ? this.#signingProfile(stack) : undefined;
    this.codeSigningConfigArn = profile === undefined ? '' : this.#codeSigningConfig(profile);
    for (const name of lambdaNames) {
      const { file, key } = artifacts[name];
      const object = new S3Object(this, name, {
        bucket: bucket.bucket.id,
        key,
        source: file,
        dependsOn: [bucket.versioning],
      });
      this.#keys.set(name, profile === undefined ? object.key : this.#sign(name, bucket, object, profile));
    }
  }

  /** Key of the zip that the function `name` runs. */
  keyOf(name: LambdaName): string {
    return this.#keys.get(name) as string;
  }

  #signingProfile(stack: PlatformStack): SignerSigningProfile {
    return new SignerSigningProfile(this, 'profile', {
      platformId: 'AWSLambda-SHA384-ECDSA',
      name: stack.nameOf('lambda').replaceAll('-', '_'),
      signatureValidityPeriod: { type: 'YEARS', value: 5 },
    });
  }

  #codeSigningConfig(profile: SignerSigningProfile): string {
    return new LambdaCodeSigningConfig(this, 'signing', {
      description: 'Refuses code that the signing profile of the platform has not signed.',
      allowedPublishers: { signingProfileVersionArns: [profile.versionArn] },
      policies: { untrustedArtifactOnDeployment: 'Enforce' },
    }).arn;
  }

  #sign(name: LambdaName, bucket: DataBucket, object: S3Object, profile: SignerSigningProfile): string {
    const job = new SignerSigningJob(this, `${name}-signed`, {
      profileName: profile.name,
      source: { s3: { bucket: object.bucket, key: object.key, version: object.versionId } },
      destination: { s3: { bucket: bucket.bucket.id, prefix: `signed/${name}/` } },
    });
    return job.signedObject.get(0).s3.get(0).key;
  }
}
