/*
 * browser/nothing-left: what a browser keeps of an organization is under one prefix, and goes when its person signs out.
 */

const OWN = 'parley.';

/** Where the drafts of flows wait that the server does not have yet. */
export const DRAFT_KEYS = `${OWN}draft.`;

/** Where the reference keeps the reader's credentials. */
export const SECRET_KEYS = `${OWN}reference.`;

/** Tells whether a draft of a flow waits in this browser that the server does not have. */
export function hasUnsavedDraft(): boolean {
  return listKeys(() => localStorage, DRAFT_KEYS).length > 0;
}

/** Removes everything that this browser keeps of an organization. */
export function clearBrowserData(): void {
  for (const open of [() => localStorage, () => sessionStorage])
    for (const key of listKeys(open, OWN)) open().removeItem(key);
}

function listKeys(open: () => Storage, prefix: string): string[] {
  try {
    return Object.keys(open()).filter((key) => key.startsWith(prefix));
  } catch {
    // A browser that lets nothing be kept has nothing.
    return [];
  }
}
