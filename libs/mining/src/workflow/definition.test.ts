import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { workflowDefinition } from './definition.ts';
import { endedDefinition } from './ended-definition.ts';

const validate = createRequire(import.meta.url)('asl-validator') as (definition: unknown) => {
  readonly isValid: boolean;
  readonly errorsText: () => string;
};

const targets = {
  jobQueueArn: 'arn:aws:batch:us-east-1:111122223333:job-queue/mining',
  jobDefinitionArn: 'arn:aws:batch:us-east-1:111122223333:job-definition/mining:1',
  bucket: 'runs-bucket',
  failureTopicArn: 'arn:aws:sns:us-east-1:111122223333:alarms',
};
const machine = workflowDefinition(targets);
const tasks = Object.entries(machine.States).filter(([, state]) => state.Type === 'Task');

describe('the workflow', () => {
  test('is a valid state machine', () => {
    const { isValid, errorsText } = validate(machine);
    expect(isValid ? '' : errorsText()).toBe('');
  });

  test.each(tasks)('state %s has a timeout, a retry and a catch', (_name, state) => {
    expect(state.TimeoutSeconds ?? state.TimeoutSecondsPath).toBeDefined();
    expect(state.Retry).not.toHaveLength(0);
    expect(state.Catch).not.toHaveLength(0);
  });

  test('checks the day before and reports after only where a schedule started it', () => {
    const { IsScheduled, DayIsIn, WasScheduled } = machine.States;
    expect([IsScheduled?.['Default'], WasScheduled?.['Default']]).toEqual(['Validate', 'Mined']);
    expect(JSON.stringify([IsScheduled, WasScheduled])).toContain('$.scheduledTime');
    expect(DayIsIn?.['Default']).toBe('RecordNotMined');
  });

  test('takes the timeouts of the stages from the plan', () => {
    const { Compute, Test } = machine.States;
    expect([Compute?.TimeoutSecondsPath, Test?.TimeoutSecondsPath]).toEqual([
      '$.plan.size.computeSeconds',
      '$.plan.size.testSeconds',
    ]);
    expect(Test?.Parameters).toMatchObject({
      Timeout: { 'AttemptDurationSeconds.$': '$.plan.size.testAttemptSeconds' },
    });
  });

  test('ends the record of an execution that was stopped by another machine, which is valid too', () => {
    const ended = endedDefinition(targets);
    expect(validate(ended).isValid ? '' : validate(ended).errorsText()).toBe('');
    expect(JSON.stringify(ended.States['Explain'])).toContain("runs/{}', $.detail.name)");
    expect(JSON.stringify(ended)).not.toContain('$$.Execution.Name');
  });

  test('leads every failure to an execution that ends FAILED', () => {
    const after = new Set<string>();
    const follow = (name: string): void => {
      if (after.has(name)) return;
      after.add(name);
      const state = machine.States[name];
      const caught = (state?.Catch ?? []) as { Next: string }[];
      [state?.Next, ...caught.map(({ Next }) => Next)].forEach((next) => next !== undefined && follow(next));
    };
    follow('Explain');
    expect([...after].sort()).toEqual(['Explain', 'Explained', 'Failed', 'Notify', 'ReadExplanation', 'RecordFailure']);
  });

  test('passes between its states counts, a decision and the text of a notification, which has an upper limit', () => {
    const kept = tasks.map(([, { ResultPath }]) => ResultPath).filter((path) => path !== null);
    expect(kept).toEqual(['$.check', '$.plan', '$.report', '$.explanation']);
  });
});
