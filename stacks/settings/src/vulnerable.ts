/**
 * First releases without CVE-2026-116366, by line; older lines got no repair.
 *
 * Source: https://raw.githubusercontent.com/CVEProject/cvelistV5/main/cves/2026/116xxx/CVE-2026-116366.json
 */
const repaired = ['26.3.62.3', '26.8.36.3', '26.9.27.3', '26.10.3.7'] as const;

/** Whether anybody who reaches the HTTPS port of this ClickHouse can run code on its host. */
export function isVulnerable(version: string): boolean {
  const parts = partsOf(version);
  const line = repaired.map(partsOf).find(([year, month]) => year === parts[0] && month === parts[1]);
  if (line !== undefined) return isBefore(parts, line);
  return isBefore(parts, partsOf(repaired.at(-1) as string));
}

function partsOf(version: string): readonly number[] {
  return version.split('.').map(Number);
}

function isBefore(parts: readonly number[], than: readonly number[]): boolean {
  const at = parts.findIndex((part, index) => part !== than[index]);
  return at !== -1 && (parts[at] as number) < (than[at] as number);
}
