import { CognitoUserPoolDomain } from '@cdktf/provider-aws/lib/cognito-user-pool-domain/index.js';
import { CognitoUserPool } from '@cdktf/provider-aws/lib/cognito-user-pool/index.js';
import type { LbListenerDefaultAction } from '@cdktf/provider-aws/lib/lb-listener/index.js';
import { PlatformStack } from '@fm/constructs';
import { Construct } from 'constructs';
import { loginClient } from './login-client.ts';

/**
 * A login with a Cognito user pool, whose users an administrator invites or an OpenID Connect provider of
 * `loginProviders` knows. Such a provider is registered in the pool by hand, so its secret is in no state.
 */
export class Login extends Construct {
  readonly userPoolId: string;
  /** Client of the pool with which the load balancer asks for logins. */
  readonly clientId: string;
  /** First action of the HTTPS listener. */
  readonly action: LbListenerDefaultAction;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const stack = PlatformStack.containing(this);
    const { domain, protect } = stack.settings;
    const pool = new CognitoUserPool(this, 'users', {
      name: stack.nameOf('dashboard'),
      adminCreateUserConfig: { allowAdminCreateUserOnly: true },
      autoVerifiedAttributes: ['email'],
      mfaConfiguration: 'ON',
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
    this.userPoolId = pool.id;
    this.clientId = loginClient(this, pool.id);
    const poolDomain = new CognitoUserPoolDomain(this, 'domain', {
      domain: domain.replaceAll('.', '-'),
      userPoolId: pool.id,
    });
    this.action = {
      type: 'authenticate-cognito',
      order: 1,
      authenticateCognito: {
        userPoolArn: pool.arn,
        userPoolClientId: this.clientId,
        userPoolDomain: poolDomain.domain,
        sessionTimeout: 8 * 3600,
      },
    };
  }
}
