import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lambdaArtifacts, lambdaNames, locateArtifacts } from '@fm/stack-artifacts';
import { root } from '../layers.ts';
import { run } from './run.ts';

/**
 * Builds every function and puts its zip under `folder`, so that a later build does not change the trial.
 *
 * @throws FmError ARTIFACT_MISSING when a function was not built
 */
export async function collectArtifacts(folder: string, variables: NodeJS.ProcessEnv): Promise<void> {
  const build = ['nx', 'run-many', '-t', 'build', '--projects=@fm/lambda-*', '--outputStyle=static'];
  const { status, output } = await run('npx', build, variables);
  if (status !== 0) throw new Error(`The functions were not built.\n${output}`);
  const built = locateArtifacts(root);
  for (const name of lambdaNames) {
    const file = join(folder, lambdaArtifacts[name].path);
    mkdirSync(dirname(file), { recursive: true });
    copyFileSync(built[name].file, file);
  }
}
