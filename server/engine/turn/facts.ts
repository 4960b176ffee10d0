/**
 * Keeps what a flow reads of its session and of the person that it talks with.
 *
 * facts/read-only: no node sets `session`, and `contact` changes by events and by patches of `set` nodes alone.
 * facts/own-name: a variable of the flow with the name of a fact hides the fact, so definitions from before go on unchanged.
 * facts/bounded: the contact has at most MAX_CONTACT_CHARS characters of JSON, the configuration at most MAX_CONFIG_CHARS.
 * facts/config-as-started: a session keeps the configuration values that it started with.
 */
import { CONFIG, MAX_CONFIG_CHARS } from '@/server/shared/config-name';
import { isJsonObject } from '../data/is-json-object';
import { mergeContact } from '../data/merge-contact';
import { isTooLarge, toPlainRecord, toStorableText } from '../data/plain-data';
import { CONTACT_NAME, type Facts, SESSION_NAME, VISITOR_NAME } from '../expression/fact-names';
import type { Json } from '../json';
import type { Program } from '../program';
import type { Effect, EngineEvent } from '../protocol';
import type { ContactFacts, SessionState } from '../session';
import { listConfigNames } from './list-config-names';

/** The size of a contact, in characters of JSON. */
export const MAX_CONTACT_CHARS = 4_096;

const NO_CONTACT: ContactFacts = { address: null, name: null, locale: null, attributes: {} };
const NOTHING = {};

type Known = Pick<SessionState, 'seed' | 'session' | 'contact' | 'visitor' | 'config'>;

/** The values of the names `visitor`, `session`, `contact` and `$config` in a flow, without those that are its own variables. */
export function findFacts({ ownNames }: Program, state: Known, language: string): Facts {
  const { visitor = NOTHING, contact = NO_CONTACT, config } = state;
  const facts: Facts = {
    [VISITOR_NAME]: visitor,
    [SESSION_NAME]: toSessionFacts(state, language),
    [CONTACT_NAME]: contact,
    ...(config && { [CONFIG]: config }),
  };
  if (ownNames.size === 0) return facts;
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !ownNames.has(name)));
}

// A session of an earlier release has its id and its language only.
function toSessionFacts({ seed, session }: Known, language: string): Facts[string] {
  return {
    id: seed,
    startedAt: session ? toIsoTime(session.startedAt) : null,
    channel: session?.channel ?? null,
    version: session?.version ?? null,
    language,
  };
}

/** The greatest distance from 1970 that a date can have. */
const MAX_DATE_MS = 8.64e15;

function toIsoTime(at: number): string | null {
  return Math.abs(at) <= MAX_DATE_MS ? new Date(at).toISOString() : null;
}

/** Keeps the facts of an event in the state; returns sentences about those that were left out. */
export function saveFacts(state: SessionState, event: EngineEvent, program: Program): string[] {
  return [...saveConfig(state, event, program), ...saveSessionAndContact(state, event)];
}

// The state has only the values that the flows of the session name, because it is stored with every turn.
function saveConfig(state: SessionState, event: EngineEvent, program: Program): string[] {
  if (event.type !== 'started' || !isJsonObject(event.config)) return [];
  const named = listConfigNames(program);
  const config = toPlainRecord(
    Object.fromEntries(Object.entries(event.config).filter(([name]) => named.has(name))),
  );
  if (isTooLarge(config, MAX_CONFIG_CHARS))
    return [`Left out configuration values of more than ${MAX_CONFIG_CHARS} characters.`];
  if (Object.keys(config).length > 0) state.config = config;
  return [];
}

function saveSessionAndContact(state: SessionState, event: EngineEvent): string[] {
  if (event.type === 'started' && isJsonObject(event.session)) {
    const { channel, version } = event.session;
    state.session = {
      startedAt: event.at,
      channel: toText(channel) ?? '',
      version: typeof version === 'number' ? version : null,
    };
  }
  const given: unknown = 'contact' in event ? event.contact : undefined;
  if (!isJsonObject(given)) return [];
  const contact = toContact(given);
  if (isTooLarge(contact, MAX_CONTACT_CHARS)) {
    return [`Left out a contact of more than ${MAX_CONTACT_CHARS} characters.`];
  }
  state.contact = contact;
  return [];
}

/** Applies the changes of the contact; returns the effects without those that would make it too large, which are noted. */
export function patchContact(
  state: SessionState,
  effects: readonly Effect[],
  notes: string[],
): readonly Effect[] {
  if (!effects.some(({ type }) => type === 'contact.patch')) return effects;
  return effects.filter((effect) => {
    if (effect.type !== 'contact.patch') return true;
    const contact = mergeContact(state.contact ?? NO_CONTACT, effect.patch);
    const fits = !isTooLarge(contact, MAX_CONTACT_CHARS);
    if (fits) state.contact = contact;
    else
      notes.push(
        `Left out a change that would make the contact larger than ${MAX_CONTACT_CHARS} characters.`,
      );
    return fits;
  });
}

function toContact({ address, name, locale, attributes }: { [key: string]: Json }): ContactFacts {
  return {
    address: toText(address),
    name: toText(name),
    locale: toText(locale),
    attributes: isJsonObject(attributes) ? toPlainRecord(attributes) : {},
  };
}

function toText(value: Json | undefined): string | null {
  return typeof value === 'string' ? toStorableText(value) : null;
}
