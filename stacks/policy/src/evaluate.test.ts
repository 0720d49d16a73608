import { describe, expect, test } from '@jest/globals';
import { actionsOf, decide, decideAtResource, mayAssume, mayDo } from './evaluate.ts';
import type { Template } from './template.ts';

const bucket = '${aws_s3_bucket.raw.arn}';
const statements = [
  { Effect: 'Allow', Action: ['s3:GetObject'], Resource: [`${bucket}/in/*`] },
  { Effect: 'Deny', Action: ['s3:*'], Resource: [`${bucket}/in/locked/*`] },
  {
    Effect: 'Allow',
    Action: ['cloudwatch:PutMetricData'],
    Resource: ['*'],
    Condition: { StringEquals: { 'cloudwatch:namespace': ['a', 'b'] } },
  },
  {
    Effect: 'Deny',
    Action: ['ec2:CreateNetworkInterface'],
    Resource: ['*'],
    Condition: { ArnEquals: { 'lambda:SourceFunctionArn': 'arn:aws:lambda:*:function:f' } },
  },
  { Effect: 'Allow', Action: ['ec2:CreateNetworkInterface'], Resource: ['*'] },
];
const roles = { collect_1: 'factor-mining-dev-collect', collect_2: 'factor-mining-dev-web-collect' };
const template: Template = {
  layer: 'fixture',
  resource: {
    aws_iam_role: Object.fromEntries(
      Object.entries(roles).map(([id, name]) => [
        id,
        {
          name,
          assume_role_policy: JSON.stringify({
            Statement: [
              {
                Effect: 'Allow',
                Action: ['sts:AssumeRole'],
                Principal: { Service: 'scheduler.amazonaws.com' },
                Condition: { StringEquals: { 'aws:SourceAccount': 'own' } },
              },
            ],
          }),
        },
      ]),
    ),
    aws_iam_role_policy: {
      p: { role: '${aws_iam_role.collect_1.id}', policy: JSON.stringify({ Statement: statements }) },
    },
    aws_sqs_queue_policy: {
      q: {
        policy: JSON.stringify({
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 's3.amazonaws.com' },
              Action: ['sqs:SendMessage'],
              Resource: ['queue'],
              Condition: { ArnEquals: { 'aws:SourceArn': bucket } },
            },
            {
              Effect: 'Deny',
              Principal: '*',
              Action: ['sqs:*'],
              Resource: ['queue'],
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            },
          ],
        }),
      },
    },
  },
};

describe('the policies of a role', () => {
  test('allow what a statement covers, whatever the case of the action', () => {
    expect(mayDo(template, 'collect', 's3:GetObject', `${bucket}/in/a`)).toBe(true);
    expect(mayDo(template, 'collect', 'S3:getobject', `${bucket}/in/a/b`)).toBe(true);
  });

  test('deny another action, another resource, and a resource whose case differs', () => {
    const decision = (action: string, resource: string) => decide(template, 'collect', { action, resource });
    expect(decision('s3:PutObject', `${bucket}/in/a`)).toBe('implicit deny');
    expect(decision('s3:GetObject', `${bucket}/out/a`)).toBe('implicit deny');
    expect(decision('s3:GetObject', `${bucket}/IN/a`)).toBe('implicit deny');
  });

  test('let an explicit deny win over an allow', () => {
    expect(decide(template, 'collect', { action: 's3:GetObject', resource: `${bucket}/in/locked/a` })).toBe(
      'explicit deny',
    );
  });

  test('allow under a condition only what meets it, and a key that is absent meets nothing', () => {
    const may = (context: Record<string, string>) =>
      mayDo(template, 'collect', 'cloudwatch:PutMetricData', 'any', context);
    expect(may({ 'cloudwatch:namespace': 'b' })).toBe(true);
    expect(may({ 'cloudwatch:namespace': 'c' })).toBe(false);
    expect(may({})).toBe(false);
  });

  test('deny under a condition only what meets it', () => {
    const may = (context: Record<string, string>) =>
      mayDo(template, 'collect', 'ec2:CreateNetworkInterface', 'any', context);
    expect(may({})).toBe(true);
    expect(may({ 'lambda:SourceFunctionArn': 'arn:aws:lambda:r:a:function:f' })).toBe(false);
    expect(may({ 'lambda:SourceFunctionArn': 'arn:aws:lambda:r:a:function:g' })).toBe(true);
  });

  test('belong to only one role, and a role that is not there is no answer', () => {
    expect(mayDo(template, 'web-collect', 's3:GetObject', `${bucket}/in/a`)).toBe(false);
    expect(() => mayDo(template, 'colect', 's3:GetObject', 'any')).toThrow('fixture has 0 roles called colect');
  });

  test('are listed without what they only deny', () => {
    expect(actionsOf(template, 'collect')).toEqual([
      'cloudwatch:PutMetricData',
      'ec2:CreateNetworkInterface',
      's3:GetObject',
    ]);
  });

  test.each([
    [{ NotAction: ['s3:GetObject'] }, /no NotAction/],
    [{ Condition: { DateLessThan: { 'aws:CurrentTime': 'x' } } }, /DateLessThan is not evaluated/],
  ])('are refused when they hold what is not evaluated', (more, message) => {
    const policy = JSON.stringify({ Statement: [{ Effect: 'Allow', Action: ['a:b'], Resource: ['*'], ...more }] });
    const resource = {
      ...template.resource,
      aws_iam_role_policy: { p: { role: '${aws_iam_role.collect_1.id}', policy } },
    };
    expect(() => mayDo({ ...template, resource }, 'collect', 'a:b', 'any')).toThrow(message);
  });
});

test('a role is taken on by its service, for its own account', () => {
  const own = { 'aws:SourceAccount': 'own' };
  expect(mayAssume(template, 'collect', 'scheduler.amazonaws.com', own)).toBe(true);
  expect(mayAssume(template, 'collect', 'scheduler.amazonaws.com', { 'aws:SourceAccount': 'other' })).toBe(false);
  expect(mayAssume(template, 'collect', 'lambda.amazonaws.com', own)).toBe(false);
});

test('the policy of a resource says who may reach it and how', () => {
  const decision = (principal: string, context: Record<string, string>) =>
    decideAtResource(template, 'aws_sqs_queue_policy', principal, {
      action: 'sqs:SendMessage',
      resource: 'queue',
      context,
    });
  expect(decision('s3.amazonaws.com', { 'aws:SourceArn': bucket })).toBe('allow');
  expect(decision('s3.amazonaws.com', { 'aws:SourceArn': 'other' })).toBe('implicit deny');
  expect(decision('sns.amazonaws.com', { 'aws:SourceArn': bucket })).toBe('implicit deny');
  expect(decision('s3.amazonaws.com', { 'aws:SourceArn': bucket, 'aws:SecureTransport': 'false' })).toBe(
    'explicit deny',
  );
});
