import { FmError } from '@fm/platform';

/** A tool that the deployment needs is not on this machine. */
export function toolMissing(tool: string, looked: readonly string[], remedy: string): FmError {
  return new FmError('TOOL_MISSING', { what: `${tool} was not found`, where: looked.join(', '), remedy });
}

/** Terraform is older than write-only arguments and ephemeral values. */
export function terraformTooOld(version: string, least: string): FmError {
  return new FmError('TERRAFORM_TOO_OLD', {
    what: `Terraform is ${version}, but ${least} or newer is needed`,
    remedy: 'Install a newer one from https://developer.hashicorp.com/terraform/install.',
  });
}

/** No credentials of AWS in any of the places where its tools look. */
export function credentialsMissing(cause: unknown): FmError {
  return new FmError('AWS_CREDENTIALS_MISSING', {
    what: 'no AWS credentials were found',
    where: 'environment, AWS_PROFILE, ~/.aws',
    remedy: 'Sign in with `aws sso login` or `aws configure`, and set AWS_PROFILE.',
    cause,
  });
}

/** The bucket that the settings name for the state does not exist. */
export function stateBucketMissing(bucket: string, cause: unknown): FmError {
  return new FmError('STATE_BUCKET_MISSING', {
    what: `the state bucket ${bucket} does not exist or is not yours`,
    where: 'setting stateBucket',
    remedy: 'Make it with `npm run bootstrap`, or correct the setting.',
    cause,
  });
}

/** The state bucket cannot be made or taken over. */
export function stateBucketTaken(bucket: string, cause: unknown): FmError {
  return new FmError('STATE_BUCKET_TAKEN', {
    what: `the name ${bucket} cannot be used for the state bucket: it belongs to another account, or you may not access it`,
    where: 'setting stateBucket',
    remedy: 'Choose another name (they are unique in all of S3), or sign in to the account that has the bucket.',
    cause,
  });
}

/** The layers could not be synthesized; the synthesis said why. */
export function notSynthesized(): FmError {
  return new FmError('NOT_SYNTHESIZED', {
    what: 'the layers were not synthesized; see above',
    remedy: 'Fix what is named and run the same command again.',
  });
}

/** Terraform ended with a failure, after saying why. */
export function terraformFailed(command: string): FmError {
  return new FmError('TERRAFORM_FAILED', {
    what: `terraform ${command} failed; see above`,
    remedy: 'Fix what it names and run the same command again: it continues where it stopped.',
  });
}

/** The SEC does not get a contact address. */
export function contactMissing(): FmError {
  return new FmError('CONTACT_MISSING', {
    what: 'the SEC refuses requests without an e-mail address, and secContact is empty',
    where: 'setting secContact',
    remedy: 'Set it to an address that is read, for example "secContact": "quant@example.com".',
    kind: 'usage',
  });
}

/** A layer reads another one that has no outputs. */
export function dependencyNotDeployed(layer: string, missing: readonly string[]): FmError {
  return new FmError('DEPENDENCY_NOT_DEPLOYED', {
    what: `${layer} reads ${missing.join(', ')}, which is not deployed`,
    remedy: `Deploy it first: \`npx nx deploy ${missing[0] ?? ''}\`, or let Nx find the order: \`npx nx deploy ${layer}\`.`,
  });
}

/** The settings protect the environment from destruction. */
export function environmentProtected(environment: string): FmError {
  return new FmError('ENVIRONMENT_PROTECTED', {
    what: `the environment ${environment} is protected and is not destroyed`,
    where: 'setting protect',
    remedy: 'Set protect to false in its profile in cdktf.json, deploy every layer once, then destroy it.',
  });
}

/** The layer or action does not exist. */
export function usage(what: string, remedy: string): FmError {
  return new FmError('USAGE', { what, remedy, kind: 'usage' });
}

export const replayFailed = (name: string, error: string) =>
  new FmError('REPLAY_FAILED', {
    what: `the function failed again: ${error}`,
    where: name,
    remedy: 'Its log says why. The message stays in the dead-letter queue: repair the cause and replay again.',
  });
