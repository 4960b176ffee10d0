/** A secret that was put somewhere, and where it may stand in clear, each with the reason. */
export type Canary = { name: string; text: string; mayStand: readonly RegExp[] };

/** Makes a text that stands nowhere by chance, and says nothing of what it is. */
export function makeCanary(name: string): string {
  return `Kn${name.replace(/[^a-z]/gi, '').slice(0, 6)}${crypto.randomUUID().replaceAll('-', '')}`;
}

// By design: a flow is kept and exported as its author wrote it, so that whoever may read flows reads all of it.
export const IN_FLOWS = [
  /^column flows\.draft$/,
  /^column flow_versions\.definition$/,
  /^answer (?:GET \S*\/flows\/|flow\.|session\.version)/,
] as const;

// By design: people who read channels and deliveries see the address that is called.
export const IN_ADDRESSES = [
  /^column channels\.webhook_url$/,
  /^column delivery_attempts\.url$/,
  /^answer (?:GET \S*\/(?:channels|deliveries|unified_messaging)|channel\.|delivery\.|overview\.)/,
] as const;

// By design: what is said is kept and told as it was said; only logs and records of changes may not have it.
export const IN_CONVERSATIONS = [
  /^column (?:messages\.content|turns\.\w+|sessions\.state|deliveries\.body|threads\.\w+|suggestions\.text|idempotency_records\.response)$/,
  /^answer GET \S*\/(?:sessions|messages|deliveries|executions)/,
  /^answer (?:session|inbox|delivery)\./,
] as const;

/** Names every place where a canary stands and may not. */
export function listEscapes(canaries: readonly Canary[], place: string, found: readonly string[]): string[] {
  return canaries
    .filter(({ text, mayStand }) => found.includes(text) && !mayStand.some((allowed) => allowed.test(place)))
    .map(({ name }) => `${name} stands in clear in ${place}`);
}
