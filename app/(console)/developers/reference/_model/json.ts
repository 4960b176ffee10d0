export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Whether a value is present and not empty. */
export function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Whether a text is JSON; an empty one is not. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
