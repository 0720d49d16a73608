import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy/index.js';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository/index.js';
import { Construct } from 'constructs';
import { PlatformStack } from './platform-stack.ts';
import type { ServiceRole } from './service-role.ts';
import { allow } from './statement.ts';

/** A private image repository whose tags never move; untagged images go after two weeks. */
export class ImageRepository extends Construct {
  readonly #repository: EcrRepository;

  /** @param purpose - last part of the repository's name */
  constructor(scope: Construct, id: string, purpose: string) {
    super(scope, id);
    const stack = PlatformStack.containing(this);
    this.#repository = new EcrRepository(this, 'repository', {
      name: stack.nameOf(purpose),
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: 'AES256' }],
      forceDelete: !stack.settings.protect,
    });
    new EcrLifecyclePolicy(this, 'lifecycle', {
      repository: this.#repository.name,
      policy: JSON.stringify({
        rules: [
          {
            rulePriority: 1,
            description: 'Untagged images go after two weeks',
            selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 },
            action: { type: 'expire' },
          },
        ],
      }),
    });
  }

  get url(): string {
    return this.#repository.repositoryUrl;
  }

  /** The image by its digest; before one is pushed, a name that no image can have. */
  imageOf(digest: string): string {
    return digest === '' ? `${this.url}:none-pushed-yet` : `${this.url}@${digest}`;
  }

  /** Lets a role pull images; the token that every pull begins with belongs to no repository. */
  grantPull(role: ServiceRole): void {
    role.add(allow(['ecr:GetAuthorizationToken'], ['*']));
    role.add(
      allow(
        ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        [this.#repository.arn],
      ),
    );
  }
}
