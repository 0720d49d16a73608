import type { Template } from './template.ts';

type Resources = Template['resource'];

interface Fixture {
  readonly passing: Resources;
  /** Every one of them breaks the rule once. */
  readonly failing: Resources | readonly Resources[];
  /** Provider of the passing template. */
  readonly provider?: NonNullable<Template['provider']>;
}

/** For every rule a template that keeps it and some that break it. */
export const fixtures: Readonly<Record<string, Fixture>> = {
  'no-wildcard-action': {
    passing: rolePolicy(['s3:GetObject'], ['arn:aws:s3:::b/*']),
    failing: rolePolicy(['s3:*'], ['arn:aws:s3:::b/*']),
  },
  'no-wildcard-resource': {
    passing: rolePolicy(['ecr:GetAuthorizationToken'], ['*']),
    failing: rolePolicy(['secretsmanager:GetSecretValue'], ['*']),
  },
  'no-managed-policy': {
    passing: {},
    failing: one('aws_iam_role_policy_attachment', { policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
  },
  'no-open-ingress': {
    passing: ingress('${aws_security_group.groups_load-balancer_1.id}', 443, '0.0.0.0/0'),
    failing: [
      ingress('${aws_security_group.groups_jump-host_1.id}', 22, '0.0.0.0/0'),
      ingress('${aws_security_group.groups_load-balancer_1.id}', 8080, '0.0.0.0/0'),
      one('aws_vpc_security_group_ingress_rule', {
        security_group_id: '${aws_security_group.groups_load-balancer_1.id}',
        cidr_ipv4: '0.0.0.0/0',
        from_port: 80,
        to_port: 65_535,
      }),
      one('aws_vpc_security_group_ingress_rule', {
        security_group_id: '${aws_security_group.groups_jump-host_1.id}',
        cidr_ipv6: '::/0',
        from_port: 22,
        to_port: 22,
      }),
    ],
  },
  'rules-are-resources': {
    passing: one('aws_security_group', { name: 'a' }),
    failing: one('aws_security_group', { name: 'a', ingress: [{ from_port: 9000 }] }),
  },
  'clickhouse-on-8443-only': {
    passing: ingress('${aws_security_group.groups_clickhouse_1.id}', 8443),
    failing: ingress('${aws_security_group.groups_clickhouse_1.id}', 9000),
  },
  'bucket-has-companions': {
    passing: {
      ...one('aws_s3_bucket', {}),
      ...companions('versioning', 'server_side_encryption_configuration', 'public_access_block', 'policy'),
      ...companions('lifecycle_configuration'),
    },
    failing: { ...one('aws_s3_bucket', {}), ...companions('versioning', 'policy') },
  },
  'bucket-is-private': {
    passing: publicAccess(true),
    failing: publicAccess(false),
  },
  'bucket-is-versioned': {
    passing: one('aws_s3_bucket_versioning', { versioning_configuration: { status: 'Enabled' } }),
    failing: one('aws_s3_bucket_versioning', { versioning_configuration: { status: 'Suspended' } }),
  },
  'bucket-is-tls-only': {
    passing: bucketPolicy('Deny', { Bool: { 'aws:SecureTransport': 'false' } }),
    failing: [
      bucketPolicy('Allow', { Bool: { 'aws:SecureTransport': 'true' } }),
      bucketPolicy('Deny', { Bool: { 'aws:SecureTransport': 'false' }, StringEquals: { 'aws:PrincipalTag/a': 'b' } }),
    ],
  },
  'bucket-is-encrypted': {
    passing: encryption('AES256'),
    failing: encryption('none'),
  },
  'bucket-forgets-old-versions': {
    passing: one('aws_s3_bucket_lifecycle_configuration', {
      rule: [{ noncurrent_version_expiration: [{ noncurrent_days: 30 }] }],
    }),
    failing: one('aws_s3_bucket_lifecycle_configuration', { rule: [{ expiration: [{ days: 30 }] }] }),
  },
  'function-is-complete': {
    passing: one('aws_lambda_function', completeFunction),
    failing: [
      one('aws_lambda_function', { ...completeFunction(), logging_config: undefined }),
      one('aws_lambda_function', { ...completeFunction(), timeout: undefined }),
      one('aws_lambda_function', { ...completeFunction(), architectures: ['x86_64'] }),
    ],
  },
  'dead-letters-where-starts-are-lost': {
    passing: {
      ...one('aws_lambda_function', { dead_letter_config: { target_arn: 'q' } }),
      ...one('aws_scheduler_schedule', { target: { arn: '${aws_lambda_function.it.arn}' } }),
    },
    failing: [
      one('aws_lambda_function', { dead_letter_config: { target_arn: 'q' } }),
      {
        ...one('aws_lambda_function', {}),
        ...one('aws_scheduler_schedule', { target: { arn: '${aws_lambda_function.it.arn}' } }),
      },
    ],
  },
  'function-has-no-code-hash': {
    passing: one('aws_lambda_function', { s3_key: 'k' }),
    failing: one('aws_lambda_function', { s3_key: 'k', source_code_hash: 'h' }),
  },
  'no-secret-in-arguments': {
    passing: one('aws_secretsmanager_secret_version', { secret_string_wo: '${ephemeral.x.y.random_password}' }),
    failing: [
      one('aws_lambda_function', { environment: { variables: { CLICKHOUSE_PASSWORD: 'planted' } } }),
      one('aws_secretsmanager_secret_version', { secret_string: '${random_password.p.result}' }),
      one('aws_instance', { user_data: "export REGION='r'\nexport CLICKHOUSE_PASSWORD='planted'\n" }),
      one('aws_ecs_task_definition', {
        container_definitions: JSON.stringify([{ environment: [{ name: 'TAVILY_API_KEY', value: 'planted' }] }]),
      }),
      one('aws_lb_listener', { default_action: [{ authenticate_oidc: { client_secret: 'planted' } }] }),
    ],
  },
  'no-secret-in-state': {
    passing: listener('HTTPS', 'authenticate-cognito'),
    failing: [
      one('aws_cognito_user_pool_client', { generate_secret: true }),
      one('aws_iam_access_key', { user: 'u' }),
      one('aws_lb_listener', { default_action: [{ authenticate_oidc: { client_secret: '${var.s}' } }] }),
    ],
  },
  'volume-is-encrypted': {
    passing: one('aws_ebs_volume', { encrypted: true }),
    failing: one('aws_ebs_volume', { size: 100 }),
  },
  'host-is-closed': {
    passing: one('aws_instance', closedHost),
    failing: [
      one('aws_instance', { ...closedHost(), metadata_options: { http_tokens: 'optional' } }),
      one('aws_instance', { ...closedHost(), root_block_device: { encrypted: false } }),
      one('aws_instance', { ...closedHost(), associate_public_ip_address: true }),
      one('aws_instance', { ...closedHost(), key_name: 'k' }),
    ],
  },
  'logs-have-retention': {
    passing: one('aws_cloudwatch_log_group', { retention_in_days: 30 }),
    failing: one('aws_cloudwatch_log_group', { name: '/forever' }),
  },
  'queue-is-encrypted': {
    passing: one('aws_sqs_queue', { sqs_managed_sse_enabled: true }),
    failing: one('aws_sqs_queue', { name: 'q' }),
  },
  'feed-reports-failed-items': {
    passing: one('aws_lambda_event_source_mapping', { function_response_types: ['ReportBatchItemFailures'] }),
    failing: one('aws_lambda_event_source_mapping', { batch_size: 10 }),
  },
  'schedule-says-its-moment': {
    passing: schedule({ scheduledTime: '<aws.scheduler.scheduled-time>' }),
    failing: schedule({ day: 'today' }),
  },
  'image-tags-never-move': {
    passing: one('aws_ecr_repository', { image_tag_mutability: 'IMMUTABLE' }),
    failing: one('aws_ecr_repository', { image_tag_mutability: 'MUTABLE' }),
  },
  'listener-is-https-or-internal': {
    passing: { ...listener('HTTP', 'forward'), ...one('aws_lb', { internal: true }) },
    failing: { ...listener('HTTP', 'forward'), ...one('aws_lb', { internal: false }) },
  },
  'public-listener-asks-for-login': {
    passing: listener('HTTPS', 'authenticate-cognito'),
    failing: listener('HTTPS', 'forward'),
  },
  'public-balancer-has-a-firewall': {
    passing: {
      ...one('aws_lb', { internal: false }),
      ...one('aws_wafv2_web_acl_association', { resource_arn: '${aws_lb.it.arn}' }),
    },
    failing: one('aws_lb', { internal: false }),
  },
  'balancer-keeps-access-logs': {
    passing: one('aws_lb', { access_logs: { bucket: 'b', enabled: true } }),
    failing: [one('aws_lb', { name: 'b' }), one('aws_lb', { access_logs: { bucket: 'b', enabled: false } })],
  },
  'login-demands-a-second-factor': {
    passing: one('aws_cognito_user_pool', { mfa_configuration: 'ON' }),
    failing: [one('aws_cognito_user_pool', { mfa_configuration: 'OPTIONAL' }), one('aws_cognito_user_pool', {})],
  },
  'short-names-are-whole': {
    passing: one('aws_lb', { name: 'factor-mining-dev-dashboard' }),
    failing: [
      one('aws_lb', { name: 'factor-mining-staging-dashboard-' }),
      one('aws_lb_target_group', { name: 'factor-mining-production-dashboard' }),
    ],
  },
  'layer-can-be-protected': {
    passing: { ...one('aws_sqs_queue', {}), terraform_data: { protection: { lifecycle: { prevent_destroy: true } } } },
    failing: one('aws_sqs_queue', {}),
  },
  'container-is-locked-down': {
    passing: one('aws_ecs_task_definition', {
      container_definitions: JSON.stringify([{ user: 'node', readonlyRootFilesystem: true }]),
    }),
    failing: one('aws_ecs_task_definition', { container_definitions: JSON.stringify([{ user: 'root' }]) }),
  },
  'no-account-id': {
    passing: one('aws_lambda_function', { role: 'arn:aws:iam::${data.aws_caller_identity.caller.account_id}:role/r' }),
    failing: one('aws_lambda_function', { role: `arn:aws:iam::${'1'.repeat(12)}:role/r` }),
  },
  'everything-is-tagged': {
    passing: one('aws_sqs_queue', {}),
    failing: one('aws_sqs_queue', { tags: { Project: 'p' } }),
    provider: { aws: [{ default_tags: [{ tags: { Project: 'p', Environment: 'e', Layer: 'l', ManagedBy: 'm' } }] }] },
  },
};

function one(type: string, resource: Record<string, unknown> | (() => Record<string, unknown>)): Resources {
  return { [type]: { it: typeof resource === 'function' ? resource() : resource } };
}

function rolePolicy(Action: string[], Resource: string[]): Resources {
  const policy = JSON.stringify({ Statement: [{ Effect: 'Allow', Action, Resource }] });
  return one('aws_iam_role_policy', { role: '${aws_iam_role.r.id}', policy });
}

function ingress(group: string, port: number, cidr?: string): Resources {
  const open = cidr === undefined ? {} : { cidr_ipv4: cidr };
  return one('aws_vpc_security_group_ingress_rule', {
    security_group_id: group,
    from_port: port,
    to_port: port,
    ...open,
  });
}

function companions(...kinds: string[]): Resources {
  return Object.assign({}, ...kinds.map((kind) => one(`aws_s3_bucket_${kind}`, { bucket: '${aws_s3_bucket.it.id}' })));
}

function publicAccess(blocked: boolean): Resources {
  return one('aws_s3_bucket_public_access_block', {
    block_public_acls: true,
    block_public_policy: blocked,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
}

function encryption(sse_algorithm: string): Resources {
  return one('aws_s3_bucket_server_side_encryption_configuration', {
    rule: [{ apply_server_side_encryption_by_default: { sse_algorithm } }],
  });
}

function bucketPolicy(Effect: string, Condition: object): Resources {
  return one('aws_s3_bucket_policy', {
    policy: JSON.stringify({ Statement: [{ Effect, Principal: '*', Action: ['s3:*'], Condition }] }),
  });
}

function completeFunction(): Record<string, unknown> {
  return {
    runtime: 'nodejs22.x',
    architectures: ['arm64'],
    timeout: 60,
    logging_config: { log_group: '${aws_cloudwatch_log_group.g.name}' },
  };
}

function closedHost(): Record<string, unknown> {
  return {
    associate_public_ip_address: false,
    metadata_options: { http_tokens: 'required' },
    root_block_device: { encrypted: true },
  };
}

function schedule(input: object): Resources {
  return one('aws_scheduler_schedule', {
    schedule_expression_timezone: 'America/New_York',
    target: { input: JSON.stringify(input) },
  });
}

function listener(protocol: string, type: string): Resources {
  return one('aws_lb_listener', { protocol, default_action: [{ type }] });
}
