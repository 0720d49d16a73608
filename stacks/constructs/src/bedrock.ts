import { PlatformStack } from './platform-stack.ts';
import type { ServiceRole } from './service-role.ts';
import { allow } from './statement.ts';

/** Lets a role invoke the one model of the settings. Foundation models have no account in their ARN. */
export function grantBedrock(role: ServiceRole): void {
  const { region, bedrockModel } = PlatformStack.containing(role).settings;
  role.add(allow(['bedrock:InvokeModel'], [`arn:aws:bedrock:${region}::foundation-model/${bedrockModel}`]));
}
