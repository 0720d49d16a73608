import { Fn, DataTerraformRemoteStateLocal, DataTerraformRemoteStateS3, TerraformOutput } from 'cdktf';
import { stateFileOf, stateKeyOf } from '@fm/stack-settings';
import { Construct } from 'constructs';
import type { PlatformStack } from './platform-stack.ts';

/** A stack's output is one text or a list of texts. */
export type OutputKind = 'text' | 'list';

type ValueOf<Kind extends OutputKind> = Kind extends 'list' ? string[] : string;

/** What a layer promises to others: names in camelCase here, in snake_case for Terraform. */
export interface OutputsContract<Shape extends Record<string, OutputKind> = Record<string, OutputKind>> {
  readonly layer: string;
  readonly shape: Shape;
}

/** Values of all outputs of a contract, literal or as tokens. */
export type OutputValues<Contract> =
  Contract extends OutputsContract<infer Shape> ? { readonly [Name in keyof Shape]: ValueOf<Shape[Name]> } : never;

/** Declares the outputs of a layer; other layers import the contract and nothing else of it. */
export function defineOutputs<const Shape extends Record<string, OutputKind>>(
  layer: string,
  shape: Shape,
): OutputsContract<Shape> {
  return { layer, shape };
}

/** Name of an output as `terraform output` prints it: `vpcId` -> `vpc_id`. */
export function outputNameOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Makes one Terraform output for every name of the contract. */
export function publishOutputs<Contract extends OutputsContract>(
  stack: PlatformStack,
  contract: Contract,
  values: OutputValues<Contract>,
): void {
  const outputs = new Construct(stack, 'outputs');
  for (const name of Object.keys(contract.shape)) {
    const value = (values as Record<string, unknown>)[name];
    new TerraformOutput(outputs, outputNameOf(name), { value, staticId: true });
  }
}

/** Reads the outputs of another layer from its state. */
export function readOutputs<Contract extends OutputsContract>(
  stack: PlatformStack,
  contract: Contract,
): OutputValues<Contract> {
  const { settings } = stack;
  stack.reads.add(contract.layer);
  const id = `state-of-${contract.layer}`;
  const state =
    settings.backend === 's3'
      ? new DataTerraformRemoteStateS3(stack, id, {
          bucket: settings.stateBucket,
          key: stateKeyOf(settings, contract.layer),
          region: settings.region,
          ...(settings.s3PathStyle ? { usePathStyle: true } : {}),
        })
      : new DataTerraformRemoteStateLocal(stack, id, { path: stateFileOf(settings, contract.layer) });
  const read = ([name, kind]: [string, OutputKind]) => [
    name,
    kind === 'list' ? state.getList(outputNameOf(name)) : state.getString(outputNameOf(name)),
  ];
  return Object.fromEntries(Object.entries(contract.shape).map(read)) as OutputValues<Contract>;
}

/** One item of an output that is a list. */
export function itemOf(list: string[], index: number): string {
  return Fn.element(list, index) as string;
}
