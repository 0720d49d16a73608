import { statementsOf, type Statement } from './documents.ts';
import { holdsSecret } from './secrets.ts';
import { isReferredBy, resourcesOf, type Named, type Resource, type Template } from './template.ts';
import { allowedOnEverything } from './wildcards.ts';

/** A rule that every synthesized layer keeps. */
export interface Rule {
  readonly id: string;
  /** Resource types it looks at; empty for the whole template. */
  readonly resources: readonly string[];
  /** Whether one resource keeps the rule. */
  readonly holds: (found: Named, template: Template) => boolean;
  readonly remedy: string;
}

const bucketCompanions = [
  'aws_s3_bucket_versioning',
  'aws_s3_bucket_server_side_encryption_configuration',
  'aws_s3_bucket_public_access_block',
  'aws_s3_bucket_policy',
  'aws_s3_bucket_lifecycle_configuration',
];

export const rules: readonly Rule[] = [
  {
    id: 'no-wildcard-action',
    resources: ['aws_iam_role_policy'],
    holds: ({ resource }) => allowedBy(resource).every(({ Action }) => Action.every((action) => !/[*?]/.test(action))),
    remedy: 'Name every action.',
  },
  {
    id: 'no-wildcard-resource',
    resources: ['aws_iam_role_policy'],
    holds: ({ resource }) =>
      allowedBy(resource)
        .filter(({ Resource = [] }) => Resource.includes('*'))
        .every(({ Action }) => Action.every((action) => action in allowedOnEverything)),
    remedy: 'Name the resource, or add the action to wildcards.ts with the reason why it has no resource-level form.',
  },
  {
    id: 'no-managed-policy',
    resources: ['aws_iam_role_policy_attachment', 'aws_iam_policy_attachment', 'aws_iam_user'],
    holds: () => false,
    remedy: 'Grant what is needed through the constructs; there are no users and no managed policies.',
  },
  {
    id: 'no-open-ingress',
    resources: ['aws_vpc_security_group_ingress_rule'],
    holds: ({ resource }) =>
      (resource['cidr_ipv4'] === undefined &&
        resource['cidr_ipv6'] === undefined &&
        resource['prefix_list_id'] === undefined) ||
      (String(resource['security_group_id']).includes('load-balancer') &&
        [80, 443].includes(resource['from_port'] as number) &&
        resource['from_port'] === resource['to_port']),
    remedy: 'Name the group that may connect; only the public load balancer is open, on 80 and 443.',
  },
  {
    id: 'rules-are-resources',
    resources: ['aws_security_group', 'aws_default_security_group'],
    holds: ({ resource }) => resource['ingress'] === undefined && resource['egress'] === undefined,
    remedy: 'Write each rule as a resource of its own.',
  },
  {
    id: 'clickhouse-on-8443-only',
    resources: ['aws_vpc_security_group_ingress_rule'],
    holds: ({ resource }) =>
      !String(resource['security_group_id']).includes('groups_clickhouse') ||
      (resource['from_port'] === 8443 && resource['to_port'] === 8443),
    remedy: 'Open only 8443 (HTTPS); nothing speaks the native protocol.',
  },
  {
    id: 'bucket-has-companions',
    resources: ['aws_s3_bucket'],
    holds: (found, template) => bucketCompanions.every((type) => isReferredBy(template, type, found)),
    remedy: 'Make buckets through the DataBucket construct.',
  },
  {
    id: 'bucket-is-private',
    resources: ['aws_s3_bucket_public_access_block'],
    holds: ({ resource }) =>
      ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].every(
        (name) => resource[name] === true,
      ),
    remedy: 'Block all four ways to the public.',
  },
  {
    id: 'bucket-is-versioned',
    resources: ['aws_s3_bucket_versioning'],
    holds: ({ resource }) => JSON.stringify(resource['versioning_configuration']).includes('"Enabled"'),
    remedy: 'Enable versioning.',
  },
  {
    id: 'bucket-is-encrypted',
    resources: ['aws_s3_bucket_server_side_encryption_configuration'],
    holds: ({ resource }) => /"sse_algorithm":"(AES256|aws:kms)"/.test(JSON.stringify(resource['rule'])),
    remedy: 'Encrypt with AES256 or a KMS key.',
  },
  {
    id: 'bucket-forgets-old-versions',
    resources: ['aws_s3_bucket_lifecycle_configuration'],
    holds: ({ resource }) => JSON.stringify(resource['rule']).includes('"noncurrent_days":'),
    remedy: 'Expire replaced versions after some days.',
  },
  {
    id: 'bucket-is-tls-only',
    resources: ['aws_s3_bucket_policy'],
    holds: ({ resource }) =>
      statementsOf(resource['policy']).some(
        ({ Effect, Action, Principal, Condition }) =>
          Effect === 'Deny' &&
          Principal === '*' &&
          Action.includes('s3:*') &&
          JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
      ),
    remedy: 'Deny everything without TLS.',
  },
  {
    id: 'function-is-complete',
    resources: ['aws_lambda_function'],
    holds: ({ resource }) =>
      JSON.stringify(resource['logging_config'])?.includes('${aws_cloudwatch_log_group.') === true &&
      typeof resource['timeout'] === 'number' &&
      resource['runtime'] === 'nodejs22.x' &&
      JSON.stringify(resource['architectures']) === '["arm64"]',
    remedy: 'Make functions through the NodeFunction construct.',
  },
  {
    id: 'dead-letters-where-starts-are-lost',
    resources: ['aws_lambda_function'],
    holds: (found, template) =>
      (found.resource['dead_letter_config'] !== undefined) === isReferredBy(template, 'aws_scheduler_schedule', found),
    remedy:
      'Set startedByEvents where a schedule starts the function, and nowhere else: a queue or caller keeps its own.',
  },
  {
    id: 'function-has-no-code-hash',
    resources: ['aws_lambda_function'],
    holds: ({ resource }) => resource['source_code_hash'] === undefined && resource['filename'] === undefined,
    remedy: 'Deploy from a content-hash key.',
  },
  {
    id: 'no-secret-in-arguments',
    resources: [],
    holds: ({ type, resource }) => !holdsSecret(type, resource),
    remedy: 'Pass the ARN of a secret, or a write-only argument with an ephemeral value.',
  },
  {
    id: 'no-secret-in-state',
    resources: [
      'aws_cognito_identity_provider',
      'aws_cognito_managed_user_pool_client',
      'aws_cognito_user_pool_client',
      'aws_iam_access_key',
      'aws_key_pair',
      'aws_lb_listener',
      'random_password',
      'tls_private_key',
    ],
    holds: ({ type, resource }) =>
      type === 'aws_lb_listener' && !JSON.stringify(resource['default_action']).includes('authenticate_oidc'),
    remedy: 'Terraform keeps a secret of this resource in its state: make it where the secret stays with the service.',
  },
  {
    id: 'volume-is-encrypted',
    resources: ['aws_ebs_volume'],
    holds: ({ resource }) => resource['encrypted'] === true,
    remedy: 'Set encrypted.',
  },
  {
    id: 'host-is-closed',
    resources: ['aws_instance'],
    holds: ({ resource }) =>
      JSON.stringify(resource['metadata_options'])?.includes('"http_tokens":"required"') === true &&
      JSON.stringify(resource['root_block_device'])?.includes('"encrypted":true') === true &&
      resource['associate_public_ip_address'] === false &&
      resource['key_name'] === undefined,
    remedy: 'Make hosts through the SessionHost construct.',
  },
  {
    id: 'logs-have-retention',
    resources: ['aws_cloudwatch_log_group'],
    holds: ({ resource }) => typeof resource['retention_in_days'] === 'number' && resource['retention_in_days'] > 0,
    remedy: 'Make log groups through the LogGroup construct.',
  },
  {
    id: 'queue-is-encrypted',
    resources: ['aws_sqs_queue'],
    holds: ({ resource }) => resource['sqs_managed_sse_enabled'] === true,
    remedy: 'Make queues through the Queue construct.',
  },
  {
    id: 'feed-reports-failed-items',
    resources: ['aws_lambda_event_source_mapping'],
    holds: ({ resource }) => JSON.stringify(resource['function_response_types']) === '["ReportBatchItemFailures"]',
    remedy: 'Ask for ReportBatchItemFailures, or one bad message fails its whole batch.',
  },
  {
    id: 'schedule-says-its-moment',
    resources: ['aws_scheduler_schedule'],
    holds: ({ resource }) =>
      JSON.stringify(resource['target']).includes('<aws.scheduler.scheduled-time>') &&
      resource['schedule_expression_timezone'] !== undefined,
    remedy: 'Pass <aws.scheduler.scheduled-time> and a time zone.',
  },
  {
    id: 'image-tags-never-move',
    resources: ['aws_ecr_repository'],
    holds: ({ resource }) => resource['image_tag_mutability'] === 'IMMUTABLE',
    remedy: 'Make tags immutable.',
  },
  {
    id: 'listener-is-https-or-internal',
    resources: ['aws_lb_listener'],
    holds: ({ resource }, template) =>
      resource['protocol'] === 'HTTPS' ||
      JSON.stringify(resource['default_action']).includes('"redirect"') ||
      resourcesOf(template, 'aws_lb').every(({ resource: balancer }) => balancer['internal'] === true),
    remedy: 'Serve HTTPS with a login, or keep the load balancer internal.',
  },
  {
    id: 'public-listener-asks-for-login',
    resources: ['aws_lb_listener'],
    holds: ({ resource }) =>
      resource['protocol'] !== 'HTTPS' || JSON.stringify(resource['default_action']).includes('authenticate-'),
    remedy: 'Put the login action before the forward.',
  },
  {
    id: 'public-balancer-has-a-firewall',
    resources: ['aws_lb'],
    holds: (found, template) =>
      found.resource['internal'] === true || isReferredBy(template, 'aws_wafv2_web_acl_association', found),
    remedy: 'Associate a web ACL with it.',
  },
  {
    id: 'balancer-keeps-access-logs',
    resources: ['aws_lb'],
    holds: ({ resource }) => JSON.stringify(resource['access_logs'])?.includes('"enabled":true') === true,
    remedy: 'Write access logs to a bucket.',
  },
  {
    id: 'login-demands-a-second-factor',
    resources: ['aws_cognito_user_pool'],
    holds: ({ resource }) => resource['mfa_configuration'] === 'ON',
    remedy: 'Set mfaConfiguration to ON.',
  },
  {
    id: 'short-names-are-whole',
    resources: ['aws_lb', 'aws_lb_target_group'],
    holds: ({ resource }) => /^(?!-)[\w-]{1,32}(?<!-)$/.test(String(resource['name'])),
    remedy: 'Name it by shortNameOf, which keeps to 32 characters and ends in a hash instead of being cut off.',
  },
  {
    id: 'layer-can-be-protected',
    resources: [],
    holds: (_, { resource }) => resource['terraform_data']?.['protection']?.['lifecycle'] !== undefined,
    remedy: 'Make the layer a PlatformStack, which protects it by the setting.',
  },
  {
    id: 'container-is-locked-down',
    resources: ['aws_ecs_task_definition', 'aws_batch_job_definition'],
    holds: ({ resource }) => {
      const text = String(resource['container_definitions'] ?? resource['container_properties']);
      return text.includes('"readonlyRootFilesystem":true') && text.includes('"user":"node"');
    },
    remedy: 'Run as node on a read-only file system.',
  },
  {
    id: 'no-account-id',
    resources: [],
    holds: ({ resource }) => !/(?<![\d-])\d{12}(?!\d)/.test(JSON.stringify({ ...resource, '//': undefined })),
    remedy: 'Take the account from aws_caller_identity.',
  },
  {
    id: 'everything-is-tagged',
    resources: [],
    holds: (_, { provider }) => {
      const tags = JSON.stringify(provider?.['aws']?.[0]?.['default_tags'] ?? '');
      return ['Project', 'Environment', 'Layer', 'ManagedBy'].every((tag) => tags.includes(`"${tag}"`));
    },
    remedy: 'Make the layer a PlatformStack, whose provider tags whatever it makes.',
  },
];

/** Everything in a template that breaks a rule: `rule: type.name. remedy`. */
export function breaches(template: Template, chosen: readonly Rule[] = rules): string[] {
  return chosen.flatMap(({ id, resources, holds, remedy }) =>
    resourcesOf(template, ...resources)
      .filter((found) => !holds(found, template))
      .map(({ type, name }) => `${id}: ${template.layer} ${type}.${name}. ${remedy}`),
  );
}

/** What a policy allows; a deny may be as wide as it likes. */
function allowedBy(resource: Resource): readonly Statement[] {
  return statementsOf(resource['policy']).filter(({ Effect }) => Effect === 'Allow');
}
