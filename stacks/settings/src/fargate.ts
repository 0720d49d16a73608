/** vCPUs that a task of Fargate can have. */
export const fargateVcpus = ['0.25', '0.5', '1', '2', '4', '8', '16'] as const;

const gib = 1024;

/**
 * Memory that goes with a number of vCPUs: least, most and step, in MiB.
 *
 * Source: "Task size" of the Amazon ECS developer guide, as of 2025.
 */
const memories: Readonly<Record<(typeof fargateVcpus)[number], readonly [least: number, most: number, step: number]>> =
  {
    '0.25': [0.5 * gib, 2 * gib, gib],
    '0.5': [gib, 4 * gib, gib],
    '1': [2 * gib, 8 * gib, gib],
    '2': [4 * gib, 16 * gib, gib],
    '4': [8 * gib, 30 * gib, gib],
    '8': [16 * gib, 60 * gib, 4 * gib],
    '16': [32 * gib, 120 * gib, 8 * gib],
  };

/** Whether Fargate offers tasks of this size. */
export function isFargateSize(vcpu: (typeof fargateVcpus)[number], memoryMib: number): boolean {
  const [least, most, step] = memories[vcpu];
  // A quarter of a vCPU also goes with half a GiB.
  return memoryMib >= least && memoryMib <= most && (memoryMib % step === 0 || memoryMib === least);
}

/** What goes with a number of vCPUs, for a person. */
export function fargateMemoryText(vcpu: (typeof fargateVcpus)[number]): string {
  const [least, most, step] = memories[vcpu];
  return `${least} to ${most} MiB in steps of ${step}`;
}
