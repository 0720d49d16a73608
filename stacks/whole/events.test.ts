import { describe, expect, test } from '@jest/globals';
import { requestOf } from '@fm/mining';
import { readEvent, type StartedFunction } from '@fm/platform/lambda';
import { lambdaNames } from '@fm/stack-artifacts';
import { resourcesOf, type Named, type Template } from '@fm/stack-policy';
import { templatesOf } from './templates.ts';

const layers = templatesOf();

/** What Scheduler writes in the place of its own words. */
const scheduled = (text: string): string =>
  text
    .replaceAll('<aws.scheduler.scheduled-time>', '2026-03-07T08:00:00Z')
    .replaceAll(/<aws\.scheduler\.[a-z-]+>/g, 'x');

/** The resource that an expression such as `${aws_lambda_function.name.arn}` leads to. */
function resourceOf(template: Template, expression: unknown): Named {
  const [, type = '', name = ''] = /^\$\{(\w+)\.([\w-]+)\.\w+\}$/.exec(String(expression)) ?? [];
  const found = resourcesOf(template, type).find((resource) => resource.name === name);
  if (found === undefined) throw new Error(`${String(expression)} leads to no resource of ${template.layer}`);
  return found;
}

/** Gives an input to the code that reads it where it arrives. */
function deliver({ type, resource }: Named, input: string): unknown {
  if (type === 'aws_sfn_state_machine') return requestOf(JSON.parse(input));
  const service = lambdaNames.find((name) => String(resource['function_name']).endsWith(`-${name}`));
  return readEvent(service as StartedFunction, JSON.parse(input));
}

const starts = layers.flatMap((template) => [
  ...resourcesOf(template, 'aws_scheduler_schedule').map(({ resource }) => {
    const { arn, input } = resource['target'] as { arn: string; input: string };
    return { by: String(resource['name']), target: resourceOf(template, arn), input: scheduled(input) };
  }),
  ...resourcesOf(template, 'aws_lambda_invocation').map(({ name, resource }) => ({
    by: name,
    target: resourceOf(template, resource['function_name']),
    input: String(resource['input']),
  })),
]);

describe('what starts something', () => {
  test.each(starts)('$by sends what its target reads', ({ target, input }) => {
    expect(() => deliver(target, input)).not.toThrow();
  });

  test('covers every schedule and the migration', () => {
    expect(starts.map(({ by }) => by).toSorted()).toEqual([
      'factor-mining-dev-factor-mining',
      'factor-mining-dev-market-data',
      'factor-mining-dev-sec-filing',
      'factor-mining-dev-web-search',
      'migration',
    ]);
  });

  test('would be refused with a field more', () => {
    for (const { target, input } of starts) {
      const more = JSON.stringify({ ...(JSON.parse(input) as object), colour: 'red' });
      expect(() => deliver(target, more)).toThrow(/"colour" is unknown/);
    }
  });

  test('in the command that an output shows is an input that the workflow reads', () => {
    const commands = layers.flatMap(({ output = {} }) =>
      Object.values(output).flatMap(({ value }) => /--input '(.*)'/.exec(String(value))?.[1] ?? []),
    );
    expect(commands).toHaveLength(1);
    for (const input of commands) expect(requestOf(JSON.parse(input)).factors).toEqual(['RSI14']);
  });
});
