import { grantCustomerKey } from './customer-key.ts';
import type { ServiceRole } from './service-role.ts';
import { allow } from './statement.ts';

/** Key of the list of stocks in the data bucket. */
export const universeKey = 'universe.csv';

/** What a reader of the list of stocks needs; an output of 0-prepare. */
export interface UniversePlace {
  readonly dataBucket: string;
}

/** Variable by which a function or job finds the list of stocks. */
export function universeEnvironment({ dataBucket }: UniversePlace): { FM_UNIVERSE_OBJECT: string } {
  return { FM_UNIVERSE_OBJECT: `s3://${dataBucket}/${universeKey}` };
}

/** Lets a role read the list of stocks and nothing else of its bucket. */
export function grantUniverse(role: ServiceRole, { dataBucket }: UniversePlace): void {
  role.add(allow(['s3:GetObject'], [`arn:aws:s3:::${dataBucket}/${universeKey}`]));
  grantCustomerKey(role);
}
