const UNSTORABLE = /\\\\|\\u(?:0000|d[89a-f][0-9a-f]{2})/g;
const MAYBE_UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/**
 * Serialises data for a JSON column. PostgreSQL refuses NUL characters and unpaired surrogates, which a flow can make
 * by cutting a text in two, so each becomes U+FFFD.
 */
export function toStoredJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!MAYBE_UNSTORABLE.test(text)) return text;
  return text.replace(UNSTORABLE, (found) => (found === '\\\\' ? found : '\\ufffd'));
}
