import { describe, expect, test } from '@jest/globals';
import { mayDo } from './evaluate.ts';
import { fixtures } from './fixtures.ts';
import { breaches, rules } from './rules.ts';

describe.each(rules.map((rule) => [rule.id, rule] as const))('rule %s', (id, rule) => {
  test('accepts what keeps it', () => {
    const resource = fixtures[id]?.passing ?? {};
    expect(breaches({ layer: 'fixture', resource }, [rule])).toEqual([]);
  });

  test('names what breaks it, with the remedy', () => {
    const resource = fixtures[id]?.failing ?? {};
    const [breach, ...more] = breaches({ layer: 'fixture', resource }, [rule]);
    expect(breach).toContain(`${id}: fixture `);
    expect(breach).toContain(rule.remedy);
    expect(more).toEqual([]);
  });
});

describe('the evaluation of policies', () => {
  const statements = [
    { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['${aws_s3_bucket.raw.arn}/in/*'] },
    { Effect: 'Deny', Action: ['s3:*'], Resource: ['${aws_s3_bucket.raw.arn}/in/locked/*'] },
  ];
  const template = {
    layer: 'fixture',
    resource: {
      aws_iam_role_policy: {
        p: { role: '${aws_iam_role.collect_1.id}', policy: JSON.stringify({ Statement: statements }) },
      },
    },
  };

  test('allows what a statement covers', () => {
    expect(mayDo(template, 'collect', 's3:GetObject', '${aws_s3_bucket.raw.arn}/in/a')).toBe(true);
  });

  test('refuses another action, another resource and another role', () => {
    expect(mayDo(template, 'collect', 's3:PutObject', '${aws_s3_bucket.raw.arn}/in/a')).toBe(false);
    expect(mayDo(template, 'collect', 's3:GetObject', '${aws_s3_bucket.raw.arn}/out/a')).toBe(false);
    expect(mayDo(template, 'extract', 's3:GetObject', '${aws_s3_bucket.raw.arn}/in/a')).toBe(false);
  });

  test('lets a deny win', () => {
    expect(mayDo(template, 'collect', 's3:GetObject', '${aws_s3_bucket.raw.arn}/in/locked/a')).toBe(false);
  });
});
