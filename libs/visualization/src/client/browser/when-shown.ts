/** What is seen comes first: runs something once a frame has shown what was changed. */
export function whenShown(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(run)));
}
