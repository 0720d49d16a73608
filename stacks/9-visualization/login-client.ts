import { CloudformationStack } from '@cdktf/provider-aws/lib/cloudformation-stack/index.js';
import { PlatformStack } from '@fm/constructs';
import type { Construct } from 'constructs';

/**
 * The client with which the load balancer asks the user pool for logins. Returns its id.
 *
 * It has a secret that only the load balancer and the pool need. Terraform's own resource would keep it in the state,
 * where the AWS provider has no write-only form for it; CloudFormation returns the id and keeps the secret.
 */
export function loginClient(scope: Construct, userPoolId: string): string {
  const stack = PlatformStack.containing(scope);
  const { domain, loginProviders } = stack.settings;
  const made = new CloudformationStack(scope, 'login-client', {
    name: stack.nameOf('login-client'),
    templateBody: JSON.stringify({
      Resources: {
        Client: {
          Type: 'AWS::Cognito::UserPoolClient',
          Properties: {
            UserPoolId: userPoolId,
            ClientName: stack.nameOf('dashboard'),
            GenerateSecret: true,
            AllowedOAuthFlows: ['code'],
            AllowedOAuthFlowsUserPoolClient: true,
            AllowedOAuthScopes: ['openid', 'email'],
            CallbackURLs: [`https://${domain}/oauth2/idpresponse`],
            SupportedIdentityProviders: ['COGNITO', ...loginProviders],
          },
        },
      },
      Outputs: { ClientId: { Value: { Ref: 'Client' } } },
    }),
  });
  // As an attribute: `lookup` puts quotes into the expression, which end the text of a container definition.
  return made.getStringAttribute('outputs.ClientId');
}
