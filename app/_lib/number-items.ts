/** Items with their places, for lists whose items have no identity but their place. */
export function numberItems<T>(items: readonly T[]): { item: T; place: number }[] {
  return items.map((item, place) => ({ item, place }));
}
