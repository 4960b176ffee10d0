import type { Json, JsonObject } from '../json';
import type { ContactFacts } from '../session';
import { setOwn } from './set-own';

/** A change of a contact: fields that are absent stay, and an attribute that is null is deleted. */
export type ContactPatch = { name?: string | null; locale?: string | null; attributes?: JsonObject };

type Patched = Pick<ContactFacts, 'name' | 'locale' | 'attributes'>;

/** Applies a change to a contact. */
export function mergeContact<T extends Patched>(
  contact: T,
  { name, locale, attributes = {} }: ContactPatch,
): T {
  return {
    ...contact,
    ...(name !== undefined && { name }),
    ...(locale !== undefined && { locale }),
    attributes: mergeAttributes(contact.attributes, attributes),
  };
}

function mergeAttributes(known: JsonObject, changed: JsonObject): JsonObject {
  const merged: JsonObject = {};
  const add = ([name, value]: [string, Json]): void => {
    if (value !== null) setOwn(merged, name, value);
  };
  for (const entry of Object.entries(known)) if (!Object.hasOwn(changed, entry[0])) add(entry);
  for (const entry of Object.entries(changed)) add(entry);
  return merged;
}
