import { PlatformStack } from './platform-stack.ts';
import type { ServiceRole } from './service-role.ts';
import { allow } from './statement.ts';

/** Lets a role use the key of the setting `customerKeyArn`; nothing without one. */
export function grantCustomerKey(role: ServiceRole): void {
  const { customerKeyArn } = PlatformStack.containing(role).settings;
  if (customerKeyArn !== '') role.add(allow(['kms:Decrypt', 'kms:GenerateDataKey'], [customerKeyArn]));
}

/** The argument of a resource that names its key; none for the key of AWS. */
export function keyArgument<Name extends string>(stack: PlatformStack, name: Name): Partial<Record<Name, string>> {
  const { customerKeyArn } = stack.settings;
  return (customerKeyArn === '' ? {} : { [name]: customerKeyArn }) as Partial<Record<Name, string>>;
}
