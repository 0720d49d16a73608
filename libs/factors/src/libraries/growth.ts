/** Change of a filing item from a year earlier, for what it was then. */
export function growth(measure: 'pit' | 'ttm', item: string): string {
  return `yoy(${measure}(${item})) / (${measure}(${item}) - yoy(${measure}(${item})))`;
}
