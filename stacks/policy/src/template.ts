/** A synthesized layer: what cdktf writes to `cdk.tf.json`. */
export interface Template {
  readonly layer: string;
  readonly resource: Readonly<Record<string, Readonly<Record<string, Resource>>>>;
  readonly provider?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly ephemeral?: unknown;
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** One resource: Terraform's arguments. */
export type Resource = Readonly<Record<string, unknown>>;

/** A resource with its type and name. */
export interface Named {
  readonly type: string;
  readonly name: string;
  readonly resource: Resource;
}

/** All resources of a template, or those of some types. */
export function resourcesOf(template: Template, ...types: string[]): Named[] {
  return Object.entries(template.resource)
    .filter(([type]) => types.length === 0 || types.includes(type))
    .flatMap(([type, named]) => Object.entries(named).map(([name, resource]) => ({ type, name, resource })));
}

/** Whether some resource of `type` refers to the resource `target` by an expression. */
export function isReferredBy(template: Template, type: string, target: Named): boolean {
  return resourcesOf(template, type).some(({ resource }) =>
    JSON.stringify(resource).includes(`\${${target.type}.${target.name}.`),
  );
}
