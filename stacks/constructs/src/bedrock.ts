import { PlatformStack } from './platform-stack.ts';
import type { ServiceRole } from './service-role.ts';
import { allow } from './statement.ts';

/** Names of inference profiles begin with the part of the world over which they route: `us.`, `eu.`, `global.`... */
const profile = /^(?:us|us-gov|eu|apac|au|ca|jp|global)\.(.+)$/;

/**
 * Lets a role invoke the one model of the settings. A foundation model has no account in its ARN. An inference profile
 * is called in its region and calls its model in others, which the role may then do only through this profile.
 *
 * Source: "Prerequisites for inference profiles", Amazon Bedrock documentation.
 */
export function grantBedrock(role: ServiceRole): void {
  const stack = PlatformStack.containing(role);
  const { region, bedrockModel } = stack.settings;
  const action = ['bedrock:InvokeModel'];
  const [, routed] = profile.exec(bedrockModel) ?? [];
  if (routed === undefined) {
    role.add(allow(action, [`arn:aws:bedrock:${region}::foundation-model/${bedrockModel}`]));
    return;
  }
  const own = `arn:aws:bedrock:${region}:${stack.accountId}:inference-profile/${bedrockModel}`;
  role.add(allow(action, [own]));
  role.add(
    allow(action, [`arn:aws:bedrock:*::foundation-model/${routed}`], {
      StringEquals: { 'bedrock:InferenceProfileArn': own },
    }),
  );
}
