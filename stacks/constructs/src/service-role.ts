import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { Lazy, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { PlatformStack } from './platform-stack.ts';
import { policyDocument, type Statement } from './statement.ts';

export interface ServiceRoleProps {
  /** Last part of the role's name. */
  readonly purpose: string;
  /** Service principal that takes the role on, e.g. `lambda.amazonaws.com`. */
  readonly service: string;
  /** Condition of the trust, against a confused deputy. @default none */
  readonly trustCondition?: Statement['Condition'];
}

/** A role of one AWS service with one inline policy, which grows through `grantX` methods of other constructs. */
export class ServiceRole extends Construct {
  readonly role: IamRole;
  /** The policy, for whatever must not start before it is in force; empty before the first grant. */
  readonly grants: ITerraformDependable[] = [];
  readonly #statements: Statement[] = [];

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    this.role = new IamRole(this, 'role', {
      name: PlatformStack.containing(this).nameOf(props.purpose),
      assumeRolePolicy: policyDocument([
        {
          Effect: 'Allow',
          Principal: { Service: props.service },
          Action: ['sts:AssumeRole'],
          ...(props.trustCondition ? { Condition: props.trustCondition } : {}),
        },
      ]),
    });
  }

  /** ARN of the role. */
  get arn(): string {
    return this.role.arn;
  }

  /** Adds a statement to the role's policy. */
  add(statement: Statement): void {
    if (this.#statements.length === 0) {
      this.grants.push(
        new IamRolePolicy(this, 'policy', {
          name: 'grants',
          role: this.role.id,
          policy: Lazy.stringValue({ produce: () => policyDocument(this.#statements) }),
        }),
      );
    }
    this.#statements.push(statement);
  }
}
