/** An IPv4 block: its first address as an unsigned 32-bit integer and its prefix length. */
export interface Cidr {
  readonly base: number;
  readonly prefix: number;
}

/** Reads `a.b.c.d/n`; undefined when the text is not a block or has bits set behind its prefix. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [a, b, c, d, prefix] = match.slice(1).map(Number) as [number, number, number, number, number];
  if ([a, b, c, d].some((part) => part > 255) || prefix > 32) return undefined;
  const base = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  return base % sizeOf(prefix) === 0 ? { base, prefix } : undefined;
}

/** `a.b.c.d/n` of a block. */
export function formatCidr({ base, prefix }: Cidr): string {
  const parts = [24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256);
  return `${parts.join('.')}/${prefix}`;
}

/** The `index`-th block of `addedBits` more bits inside `block`, as Terraform's `cidrsubnet` counts. */
export function subnetOf(block: Cidr, addedBits: number, index: number): Cidr {
  const prefix = block.prefix + addedBits;
  return { base: block.base + index * sizeOf(prefix), prefix };
}

/** Whether two blocks share an address. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.base < b.base + sizeOf(b.prefix) && b.base < a.base + sizeOf(a.prefix);
}

/** Whether the block lies in the private ranges of RFC 1918. */
export function isPrivate(block: Cidr): boolean {
  const within = (outer: Cidr) => block.prefix >= outer.prefix && overlaps(block, outer);
  return [parseCidr('10.0.0.0/8'), parseCidr('172.16.0.0/12'), parseCidr('192.168.0.0/16')].some((range) =>
    within(range!),
  );
}

function sizeOf(prefix: number): number {
  return 2 ** (32 - prefix);
}
