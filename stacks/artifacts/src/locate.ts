import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FmError } from '@fm/platform';
import { lambdaArtifacts, lambdaNames, type LambdaName } from './catalogue.ts';

/** A built zip on this machine and the key under which it is uploaded. */
export interface LocatedArtifact {
  readonly file: string;
  /** `lambda/<name>/<sha-256>.zip`: the same bytes have the same key, other bytes another one. */
  readonly key: string;
}

export type LocatedArtifacts = Readonly<Record<LambdaName, LocatedArtifact>>;

/**
 * Finds the zip of every function under `root`.
 *
 * @throws FmError ARTIFACT_MISSING naming every zip that is not there
 */
export function locateArtifacts(root: string): LocatedArtifacts {
  const missing = lambdaNames.filter((name) => !existsSync(join(root, lambdaArtifacts[name].path)));
  if (missing.length > 0) throw artifactMissing(root, missing);
  return Object.fromEntries(lambdaNames.map((name) => [name, locate(root, name)])) as unknown as LocatedArtifacts;
}

function locate(root: string, name: LambdaName): LocatedArtifact {
  const file = join(root, lambdaArtifacts[name].path);
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
  return { file, key: `lambda/${name}/${hash}.zip` };
}

function artifactMissing(root: string, missing: readonly LambdaName[]): FmError {
  return new FmError('ARTIFACT_MISSING', {
    what: `no built zip of ${missing.join(', ')}`,
    where: join(root, lambdaArtifacts[missing[0] as LambdaName].path),
    remedy: 'Build the functions with `npm run build`.',
    kind: 'usage',
  });
}
