/** Sets an own property, also if its name is inherited, so that no setter is called. */
export function setOwn<Item>(record: { [key: string]: Item }, key: string, value: Item): void {
  if (!(key in record)) {
    record[key] = value;
    return;
  }
  Object.defineProperty(record, key, { value, writable: true, enumerable: true, configurable: true });
}
