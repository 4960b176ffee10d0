/** Goes to another page of this server. It never settles, so that a form stays pending until that page is there. */
export function leaveTo(path: string): Promise<never> {
  window.location.assign(path);
  return new Promise(() => undefined);
}
