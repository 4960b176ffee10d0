/** The caller's address and user agent; empty where unknown. */
export type CallerOrigin = { address: string; userAgent: string };

/** An origin as stored and logged; null where unknown. */
export type StoredOrigin = { address: string | null; userAgent: string | null };

const MAX_ADDRESS_LENGTH = 100;
const MAX_AGENT_LENGTH = 256;
// Control characters, bidirectional and other invisible characters, and lone surrogates.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** Limits the length of an origin and removes characters that no log should contain. */
export function toStoredOrigin(origin: CallerOrigin | undefined): StoredOrigin {
  return {
    address: toLine(origin?.address, MAX_ADDRESS_LENGTH),
    userAgent: toLine(origin?.userAgent, MAX_AGENT_LENGTH),
  };
}

function toLine(text: string | undefined, maxLength: number): string | null {
  return text?.slice(0, maxLength).replace(UNPRINTABLE, ' ').trim() || null;
}
