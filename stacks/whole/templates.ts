import { lambdaNames, type LocatedArtifacts } from '@fm/stack-artifacts';
import { settingsFor, templateOf, testApp, type Template } from '@fm/stack-policy';
import { addLayers } from '../layers.ts';

/** Artifacts as a build leaves them, by name only. */
export const artifacts = Object.fromEntries(
  lambdaNames.map((name) => [name, { file: '/dev/null', key: `lambda/${name}/hash.zip` }]),
) as unknown as LocatedArtifacts;

/** All ten layers, synthesized with the initial settings and `changes`. */
export function templatesOf(changes: Readonly<Record<string, unknown>> = {}): Template[] {
  return addLayers(testApp(), settingsFor(changes), artifacts).map(templateOf);
}
