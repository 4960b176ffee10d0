/*
 * browser/nothing-left: an organization's data in a browser has one key prefix, and is removed when its person signs
 * out.
 */

const OWN = 'parley.';

/** The prefix of the stash of unsaved drafts. */
export const DRAFT_KEYS = `${OWN}draft.`;

/** The prefix of the sample values with which nodes of a flow are tested. */
export const TEST_VALUE_KEYS = `${OWN}node-test.`;

/** The prefix of the reference's credentials. */
export const SECRET_KEYS = `${OWN}reference.`;

/** Whether this browser has a draft of a flow that the server does not have yet. */
export function hasUnsavedDraft(): boolean {
  return listKeys(() => localStorage, DRAFT_KEYS).length > 0;
}

/** Removes all data of an organization from this browser. */
export function clearBrowserData(): void {
  for (const open of [() => localStorage, () => sessionStorage])
    for (const key of listKeys(open, OWN)) open().removeItem(key);
}

function listKeys(open: () => Storage, prefix: string): string[] {
  try {
    return Object.keys(open()).filter((key) => key.startsWith(prefix));
  } catch {
    // A browser without storage has no data.
    return [];
  }
}
