import { lambdaArtifacts, lambdaNames } from '@fm/stack-artifacts';
import { resourcesOf, type Template } from './template.ts';

/** Functions of a template whose variables are not exactly those of their application's contract, with both lists. */
export function environmentMismatches(template: Template): string[] {
  return resourcesOf(template, 'aws_lambda_function').flatMap(({ resource }) => {
    const name = lambdaNames.find((known) => String(resource['function_name']).endsWith(`-${known}`));
    const { variables = {} } = (resource['environment'] ?? {}) as { variables?: object };
    const given = Object.keys(variables).sort().join(' ');
    const wanted = name === undefined ? 'a known application' : [...lambdaArtifacts[name].environment].sort().join(' ');
    return given === wanted ? [] : [`${String(resource['function_name'])} gets ${given}, wants ${wanted}`];
  });
}
