/**
 * Groups of series that go together: two are in one cluster where a chain of correlations of at least `threshold` in size
 * leads from one to the other (single linkage: Gower and Ross 1969, Minimum Spanning Trees and Single Linkage Cluster
 * Analysis, Applied Statistics 18(1)). No two series of different clusters are correlated by as much.
 *
 * @param correlations - count x count, row-major; NaN joins nothing
 * @param threshold - between 0 and 1, of the correlation's absolute value
 * @returns positions by cluster, ascending within each and by first position among them
 */
export function correlationClusters(correlations: Float64Array, count: number, threshold: number): number[][] {
  const cluster = new Int32Array(count).fill(-1);
  const found: number[][] = [];
  for (let first = 0; first < count; first++) {
    if (cluster[first] !== -1) continue;
    cluster[first] = found.length;
    const members = [first];
    // The list grows while it is walked: who joins brings others.
    for (const member of members) {
      for (let other = 0; other < count; other++) {
        if (cluster[other] !== -1 || !(Math.abs(correlations[member * count + other]) >= threshold)) continue;
        cluster[other] = found.length;
        members.push(other);
      }
    }
    found.push(members.sort((a, b) => a - b));
  }
  return found;
}

/** The member of a cluster that goes most with the others of it: highest sum of absolute correlations, of equal ones the first. */
export function centreOfCluster(correlations: Float64Array, count: number, members: readonly number[]): number {
  const closeness = (member: number): number =>
    members.reduce((sum, other) => sum + (Math.abs(correlations[member * count + other]) || 0), 0);
  return members.reduce((best, member) => (closeness(member) > closeness(best) + 1e-12 ? member : best));
}
