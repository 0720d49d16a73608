import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version/index.js';
import { grantCustomerKey, PlatformStack, SecretContainer, type ServiceRole, allow } from '@fm/constructs';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

/** A user of ClickHouse and the secret with its password. */
export interface User {
  readonly name: string;
  readonly secretArn: string;
}

/**
 * The two users of the warehouse. Terraform makes each password as an ephemeral value and writes it with a write-only
 * argument, so it is in Secrets Manager and in no state or plan file.
 */
export class Users extends Construct {
  readonly database = 'factors';
  readonly writer: User;
  readonly reader: User;
  /** The values of both secrets, which the host reads when it starts. */
  readonly passwords: ITerraformDependable[] = [];
  readonly #ca: SecretContainer;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.writer = this.#user('writer', 'Password of the ClickHouse user that loads and mines.');
    this.reader = this.#user('reader', 'Password of the ClickHouse user that only reads.');
    this.#ca = new SecretContainer(
      this,
      'ca',
      'clickhouse-ca',
      'Certificate authority of ClickHouse (PEM, public); the host writes it when it makes its certificate.',
    );
  }

  get caSecretArn(): string {
    return this.#ca.arn;
  }

  /** Lets the host read both passwords and publish its certificate authority. */
  grantHost(role: ServiceRole): void {
    role.add(allow(['secretsmanager:GetSecretValue'], [this.writer.secretArn, this.reader.secretArn]));
    role.add(allow(['secretsmanager:PutSecretValue'], [this.caSecretArn]));
    grantCustomerKey(role);
  }

  #user(name: string, description: string): User {
    const stack = PlatformStack.containing(this);
    const container = new SecretContainer(this, name, `clickhouse-${name}`, description);
    const ephemeral = `clickhouse_${name}`;
    // cdktf 0.21 has no ephemeral resources of its own.
    stack.addOverride(`ephemeral.aws_secretsmanager_random_password.${ephemeral}`, {
      password_length: 32,
      exclude_punctuation: true,
    });
    const password = new SecretsmanagerSecretVersion(this, `${name}-password`, {
      secretId: container.secret.id,
      secretStringWo: `\${ephemeral.aws_secretsmanager_random_password.${ephemeral}.random_password}`,
      secretStringWoVersion: stack.settings.clickhousePasswordVersion,
    });
    this.passwords.push(password);
    return { name: `fm_${name}`, secretArn: container.arn };
  }
}
