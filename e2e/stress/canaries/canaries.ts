/** A planted secret, with the places where it may appear in clear and why. */
export type Canary = { name: string; text: string; mayStand: readonly RegExp[] };

/** Makes a unique random text. */
export function makeCanary(name: string): string {
  return `Kn${name.replace(/[^a-z]/gi, '').slice(0, 6)}${crypto.randomUUID().replaceAll('-', '')}`;
}

// By design: a flow is stored and exported as written, so anyone who may read flows can read all of it.
export const IN_FLOWS = [
  /^column flows\.draft$/,
  /^column flow_versions\.definition$/,
  /^answer (?:GET \S*\/flows\/|flow\.|session\.version)/,
] as const;

// By design: readers of channels and deliveries see the called address.
export const IN_ADDRESSES = [
  /^column channels\.webhook_url$/,
  /^column delivery_attempts\.url$/,
  /^answer (?:GET \S*\/(?:channels|deliveries|unified_messaging)|channel\.|delivery\.|overview\.)/,
] as const;

// By design: messages are stored and returned unchanged; only logs and the audit log must not contain them.
export const IN_CONVERSATIONS = [
  /^column (?:messages\.content|turns\.\w+|sessions\.state|deliveries\.body|threads\.\w+|suggestions\.text|idempotency_records\.response)$/,
  /^answer GET \S*\/(?:sessions|messages|deliveries|executions)/,
  /^answer (?:session|inbox|delivery)\./,
] as const;

/** Lists the places where a canary appears without permission. */
export function listEscapes(canaries: readonly Canary[], place: string, found: readonly string[]): string[] {
  return canaries
    .filter(({ text, mayStand }) => found.includes(text) && !mayStand.some((allowed) => allowed.test(place)))
    .map(({ name }) => `${name} stands in clear in ${place}`);
}
