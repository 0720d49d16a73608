import type { Answer } from './answer.ts';
import { autoscalingTags } from './autoscaling-tags.ts';
import { batchServiceRole } from './batch-service-role.ts';
import { bucketPolicies } from './bucket-policy.ts';
import { bucketVersioning } from './bucket-versioning.ts';
import { budgets } from './budgets.ts';
import { codeSigning } from './code-signing.ts';
import { functions } from './functions.ts';
import { hostedZones } from './hosted-zones.ts';
import { instances } from './instances.ts';
import { loginClients } from './login-clients.ts';
import { queues } from './queues.ts';
import { services } from './services.ts';
import { signingJobs } from './signing-jobs.ts';
import { snapshotPolicies } from './snapshot-policies.ts';
import { stateMachines } from './state-machines.ts';

/** All answers, with fresh memory, for the moto_server at `upstream`. */
export function answersOf(upstream: string): readonly Answer[] {
  const codeSigningOf = new Map<string, string>();
  return [
    ...stateMachines(),
    ...codeSigning(codeSigningOf),
    ...functions(codeSigningOf),
    ...signingJobs(upstream),
    ...snapshotPolicies(),
    ...budgets(),
    ...batchServiceRole(upstream),
    ...autoscalingTags(),
    ...bucketPolicies(),
    ...bucketVersioning(),
    ...hostedZones(),
    ...loginClients(upstream),
    ...instances(),
    ...queues(),
    ...services(),
  ];
}
