import { grantCustomerKey, keyArgument } from './customer-key.ts';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret/index.js';
import { Construct } from 'constructs';
import { PlatformStack } from './platform-stack.ts';
import type { ServiceRole } from './service-role.ts';
import { allow } from './statement.ts';

/** A secret without a value: an operator puts the value in with `aws secretsmanager put-secret-value`. */
export class SecretContainer extends Construct {
  readonly secret: SecretsmanagerSecret;

  /**
   * @param purpose - last part of the secret's name
   * @param description - what the value is and where to get it
   */
  constructor(scope: Construct, id: string, purpose: string, description: string) {
    super(scope, id);
    const stack = PlatformStack.containing(this);
    this.secret = new SecretsmanagerSecret(this, 'secret', {
      name: stack.nameOf(purpose),
      description,
      ...keyArgument(stack, 'kmsKeyId'),
      recoveryWindowInDays: stack.settings.protect ? 30 : 0,
    });
  }

  get arn(): string {
    return this.secret.arn;
  }

  /** Lets a role read the value. */
  grantRead(role: ServiceRole): void {
    role.add(allow(['secretsmanager:GetSecretValue'], [this.arn]));
    grantCustomerKey(role);
  }
}
