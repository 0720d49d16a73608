import { createRequire } from 'node:module';
import { isTarget, json, type Answer } from './answer.ts';

const validate = createRequire(import.meta.url)('asl-validator') as (definition: unknown) => {
  readonly isValid: boolean;
  readonly errorsText: () => string;
};

/** Step Functions: validation by asl-validator, and no published versions. */
export function stateMachines(): readonly Answer[] {
  return [
    {
      name: 'Step Functions ValidateStateMachineDefinition',
      matches: (call) => isTarget(call, 'AWSStepFunctions.ValidateStateMachineDefinition'),
      respond: (call) => {
        const { definition } = JSON.parse(call.body.toString()) as { definition: string };
        const { isValid, errorsText } = validate(JSON.parse(definition));
        const message = { severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', message: isValid ? '' : errorsText() };
        return json({ result: isValid ? 'OK' : 'FAIL', diagnostics: isValid ? [] : [message] });
      },
    },
    {
      name: 'Step Functions ListStateMachineVersions',
      matches: (call) => isTarget(call, 'AWSStepFunctions.ListStateMachineVersions'),
      respond: () => json({ stateMachineVersions: [] }),
    },
  ];
}
