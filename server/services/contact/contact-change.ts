import type { Change } from '../audit/with-change';
import type { ContactView } from './view';

type Verb = 'created' | 'updated' | 'merged';

/** The audit record of a change of a contact. It has no personal data: neither the name nor the values of attributes. */
export function toContactChange(verb: Verb, before: ContactView | null, after: ContactView): Change {
  return {
    action: `contact.${verb}`,
    thingId: after.id,
    name: after.id,
    before: before && toFacts(before),
    after: toFacts(after),
  };
}

function toFacts({ attributes, addresses }: ContactView) {
  return { attributes: Object.keys(attributes), addresses: addresses.length };
}
