import { createHash } from 'node:crypto';
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import type { Settings } from '@fm/stack-settings';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { attachBackend } from './state.ts';

/**
 * A layer of the platform: a Terraform stack with its backend, the AWS provider and the tags that everything carries.
 */
export class PlatformStack extends TerraformStack {
  readonly layer: string;
  readonly settings: Settings;
  /** Layers whose outputs this one reads. */
  readonly reads = new Set<string>();
  #caller: DataAwsCallerIdentity | undefined;

  /** @param layer - name of the folder under `stacks/`, which is also the stack's name */
  constructor(scope: Construct, layer: string, settings: Settings) {
    super(scope, layer);
    this.layer = layer;
    this.settings = settings;
    attachBackend(this, settings, layer);
    // Write-only arguments and ephemeral values need 1.11.
    this.addOverride('terraform.required_version', '>= 1.11.0');
    // Terraform refuses a plan that would destroy it before anything is destroyed, whoever asks for the plan.
    this.addOverride('resource.terraform_data.protection', {
      input: `${settings.project}-${settings.environment}`,
      lifecycle: { prevent_destroy: settings.protect },
    });
    new AwsProvider(this, 'aws', {
      region: settings.region,
      defaultTags: [
        {
          tags: {
            Project: settings.project,
            Environment: settings.environment,
            Layer: layer,
            ManagedBy: 'cdktf',
          },
        },
      ],
      ...(settings.s3PathStyle ? { s3UsePathStyle: true } : {}),
    });
  }

  /** Name of a resource: project, environment and `part`, joined by hyphens. */
  nameOf(part: string): string {
    return `${this.settings.project}-${this.settings.environment}-${part}`;
  }

  /**
   * The same within `limit` characters: what is too long ends in a hash of the whole, so that two names that begin alike
   * stay two.
   */
  shortNameOf(part: string, limit: number): string {
    const whole = this.nameOf(part);
    if (whole.length <= limit) return whole;
    const hash = createHash('sha256').update(whole).digest('hex').slice(0, 6);
    return `${whole.slice(0, limit - 7).replace(/-+$/, '')}-${hash}`;
  }

  /** The account in which the layer is deployed, known when it is. */
  get accountId(): string {
    this.#caller ??= new DataAwsCallerIdentity(this, 'caller');
    return this.#caller.accountId;
  }

  /** The platform stack of a construct. */
  static containing(construct: Construct): PlatformStack {
    return TerraformStack.of(construct) as PlatformStack;
  }
}
