import { isDeepStrictEqual } from 'node:util';
import type { SessionRow } from '@/server/db/session/row';
import type { ThreadContact, ThreadRow } from '@/server/db/thread/store';
import type { Regional } from '@/server/engine/locale/regional';
import type { ContactFacts } from '@/server/engine/session';
import type { ChannelKind } from '../channel/channel-facts';
import type { TurnStep } from '../session/turn/turn-step';

/** What a server has said of the person in a thread; a visitor's page cannot say who somebody is. */
export type Introduction = Pick<ContactFacts, 'name' | 'locale'>;

export function toIntroduction(
  kind: ChannelKind,
  { profile }: Pick<ThreadRow, 'profile'>,
  regional: Regional,
): Introduction {
  if (kind === 'chat') return { name: null, locale: null };
  const { name } = profile;
  return { name: typeof name === 'string' && name !== '' ? name : null, locale: regional.locale ?? null };
}

/** The contact as a flow reads it: what is stored comes before what the caller says. */
export function toContactFacts(
  address: string,
  known: ThreadContact | null,
  introduction: Introduction,
): ContactFacts {
  const { name, locale, attributes } = known ?? { name: null, locale: null, attributes: {} };
  return { address, name: name ?? introduction.name, locale: locale ?? introduction.locale, attributes };
}

/** Adds the contact to the first message of the steps, unless the session knows it already. */
export function addContactFacts(
  steps: readonly TurnStep[],
  contact: ContactFacts,
  { state }: Pick<SessionRow, 'state'>,
): TurnStep[] {
  // A session of an earlier release gets its contact as soon as something is stored about it.
  const isKnown = state.contact ? isDeepStrictEqual(state.contact, contact) : isUnknown(contact);
  const first = isKnown ? -1 : steps.findIndex(({ event }) => event.type === 'message');
  return steps.map((step, index) =>
    index === first && step.event.type === 'message' ? { ...step, event: { ...step.event, contact } } : step,
  );
}

function isUnknown({ name, attributes }: ContactFacts): boolean {
  return name === null && Object.keys(attributes).length === 0;
}
