import { CognitoUserPoolClient } from '@cdktf/provider-aws/lib/cognito-user-pool-client/index.js';
import { CognitoUserPoolDomain } from '@cdktf/provider-aws/lib/cognito-user-pool-domain/index.js';
import { CognitoUserPool } from '@cdktf/provider-aws/lib/cognito-user-pool/index.js';
import type { LbListenerDefaultAction } from '@cdktf/provider-aws/lib/lb-listener/index.js';
import { PlatformStack } from '@fm/constructs';
import type { Construct } from 'constructs';

/** First action of the HTTPS listener: a login with a Cognito user pool whose users an administrator invites. */
export function loginAction(scope: Construct): LbListenerDefaultAction {
  const stack = PlatformStack.containing(scope);
  const { domain, protect } = stack.settings;
  const pool = new CognitoUserPool(scope, 'users', {
    name: stack.nameOf('dashboard'),
    adminCreateUserConfig: { allowAdminCreateUserOnly: true },
    autoVerifiedAttributes: ['email'],
    mfaConfiguration: 'OPTIONAL',
    softwareTokenMfaConfiguration: { enabled: true },
    passwordPolicy: {
      minimumLength: 14,
      requireLowercase: true,
      requireNumbers: true,
      requireSymbols: false,
      requireUppercase: true,
      temporaryPasswordValidityDays: 3,
    },
    deletionProtection: protect ? 'ACTIVE' : 'INACTIVE',
  });
  const poolDomain = new CognitoUserPoolDomain(scope, 'login', {
    domain: domain.replaceAll('.', '-'),
    userPoolId: pool.id,
  });
  const client = new CognitoUserPoolClient(scope, 'login-client', {
    name: stack.nameOf('dashboard'),
    userPoolId: pool.id,
    generateSecret: true,
    allowedOauthFlows: ['code'],
    allowedOauthFlowsUserPoolClient: true,
    allowedOauthScopes: ['openid', 'email'],
    callbackUrls: [`https://${domain}/oauth2/idpresponse`],
    supportedIdentityProviders: ['COGNITO'],
  });
  return {
    type: 'authenticate-cognito',
    order: 1,
    authenticateCognito: {
      userPoolArn: pool.arn,
      userPoolClientId: client.id,
      userPoolDomain: poolDomain.domain,
      sessionTimeout: 8 * 3600,
    },
  };
}
