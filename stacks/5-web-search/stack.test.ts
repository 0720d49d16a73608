import { describe, expect, test } from '@jest/globals';
import {
  breaches,
  environmentMismatches,
  mayDo,
  resourcesOf,
  settingsFor,
  templateOf,
  testApp,
} from '@fm/stack-policy';
import { WebSearchStack } from './stack.ts';

const template = templateOf(new WebSearchStack(testApp(), settingsFor()));

describe('5-web-search', () => {
  test('keeps every rule', () => {
    expect(breaches(template)).toEqual([]);
  });

  test('gives every function exactly the variables of its contract', () => {
    expect(environmentMismatches(template)).toEqual([]);
  });

  const bucket = `\${aws_s3_bucket.${resourcesOf(template, 'aws_s3_bucket')[0]?.name ?? ''}.arn}`;
  const may = (role: string, action: string, resource: string) => mayDo(template, role, action, resource);

  test('scoring may invoke exactly the model of the settings', () => {
    const model = (id: string) => `arn:aws:bedrock:us-east-1::foundation-model/${id}`;
    expect(may('web-search-score', 'bedrock:InvokeModel', model('amazon.nova-pro-v1:0'))).toBe(true);
    expect(may('web-search-score', 'bedrock:InvokeModel', model('another'))).toBe(false);
    expect(may('web-search-collect', 'bedrock:InvokeModel', model('amazon.nova-pro-v1:0'))).toBe(false);
  });

  test('scoring may invoke a model of another region only through the inference profile of the settings', () => {
    const settings = settingsFor({ region: 'eu-central-1', bedrockModel: 'eu.amazon.nova-pro-v1:0' });
    const routed = templateOf(new WebSearchStack(testApp(), settings));
    const account = '${data.aws_caller_identity.caller.account_id}';
    const profile = `arn:aws:bedrock:eu-central-1:${account}:inference-profile/eu.amazon.nova-pro-v1:0`;
    const model = 'arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-pro-v1:0';
    const invoke = (resource: string, through: Record<string, string> = {}) =>
      mayDo(routed, 'web-search-score', 'bedrock:InvokeModel', resource, through);
    expect(invoke(profile)).toBe(true);
    expect(invoke(model, { 'bedrock:InferenceProfileArn': profile })).toBe(true);
    expect(invoke(model)).toBe(false);
    expect(invoke(model, { 'bedrock:InferenceProfileArn': `${profile}-other` })).toBe(false);
  });

  test('scoring reads articles and writes none; collecting has the key of the provider', () => {
    expect(may('web-search-score', 's3:GetObject', `${bucket}/a`)).toBe(true);
    expect(may('web-search-score', 's3:PutObject', `${bucket}/a`)).toBe(false);
    const key = `\${aws_secretsmanager_secret.${resourcesOf(template, 'aws_secretsmanager_secret')[0]?.name ?? ''}.arn}`;
    expect(may('web-search-collect', 'secretsmanager:GetSecretValue', key)).toBe(true);
    expect(may('web-search-score', 'secretsmanager:GetSecretValue', key)).toBe(false);
  });

  test('the secret of the provider is a container without a value', () => {
    expect(resourcesOf(template, 'aws_secretsmanager_secret_version')).toEqual([]);
  });

  test('the function that does not touch the warehouse stays out of the VPC', () => {
    const inside = (part: string) =>
      resourcesOf(template, 'aws_lambda_function').find(({ name }) => name.includes(part))?.resource['vpc_config'];
    expect(inside('collect')).toBeUndefined();
    expect(inside('score')).toBeDefined();
  });
});
