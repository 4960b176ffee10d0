import { paths } from '@/app/_lib/paths';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { fieldLabel, securityWords } from './security-words';

export type AuditEntry = RouterOutputs['organization']['listAudit']['items'][number];

/** The kinds of things in the log, with their names. */
export const THINGS = [
  { value: 'flow', label: 'Flow' },
  { value: 'channel', label: 'Channel' },
  { value: 'room', label: 'Room' },
  { value: 'contact', label: 'Contact' },
  { value: 'delivery', label: 'Delivery' },
  { value: 'session', label: 'Session' },
  { value: 'api-key', label: 'API key' },
  { value: 'member', label: 'Member' },
  { value: 'invitation', label: 'Invitation' },
  { value: 'model-price', label: 'Model price' },
  { value: 'environment', label: 'Environment' },
  { value: 'config', label: 'Configuration value' },
  { value: 'connection', label: 'Connection' },
  { value: 'secret', label: 'Secret' },
  { value: 'organization', label: 'Organization' },
  { value: 'sign-in', label: 'Sign-in' },
  { value: 'password', label: 'Password' },
  { value: 'factor', label: 'Second factor' },
  { value: 'account', label: 'Account' },
  { value: 'scope', label: 'Refused permission' },
  { value: 'upload', label: 'Upload' },
] as const;

/** The name of a kind of thing. */
export function thingLabel(thing: string): string {
  return THINGS.find(({ value }) => value === thing)?.label ?? thing;
}

/** Formats an action as words: "api-key.secret-rotated" becomes "secret rotated". */
export function verbOf(action: string): string {
  return action.slice(action.indexOf('.') + 1).replaceAll('-', ' ');
}

/** Describes an entry: "Channel updated", "Sign-in failed". */
export function describeAction({ action, thing }: Pick<AuditEntry, 'action' | 'thing'>): string {
  return securityWords(action) ?? `${thingLabel(thing)} ${verbOf(action)}`;
}

/** The name of an entry's author. */
export function actorLabel({ actor, actorName }: Pick<AuditEntry, 'actor' | 'actorName'>): string {
  if (actorName !== null) return actorName;
  if (actor === 'system') return 'The server itself';
  if (actor === 'anonymous') return 'Someone not signed in';
  if (actor.startsWith('visitor:')) return 'A visitor';
  return actor.startsWith('key:') ? 'A deleted key' : 'Unknown';
}

/** The page of the changed thing; null where there is none. */
export function pathOfThing({
  thing,
  thingId,
  actor,
}: Pick<AuditEntry, 'thing' | 'thingId' | 'actor'>): string | null {
  switch (thing) {
    case 'flow':
      return paths.flow(thingId);
    case 'channel':
      return paths.channel(thingId);
    case 'room':
      return paths.rooms({ room: thingId });
    case 'session':
      return paths.session(thingId);
    case 'contact':
      return paths.contact(thingId);
    case 'delivery':
      return paths.delivery(thingId);
    case 'api-key':
      return paths.apiKey(thingId);
    case 'scope':
      return actor.startsWith('key:') ? paths.apiKey(thingId) : paths.members();
    case 'upload':
      return paths.channel(thingId);
    case 'member':
    case 'invitation':
    case 'sign-in':
    case 'password':
    case 'factor':
    case 'account':
      return paths.members();
    case 'model-price':
      return paths.models();
    case 'environment':
      return paths.environments();
    case 'config':
      return paths.configuration();
    case 'connection':
      return paths.connections();
    case 'secret':
      return paths.secrets();
    case 'organization':
      return paths.general();
    default:
      return null;
  }
}

/** One field that differs: a side is undefined where the thing lacked the field or did not exist. */
export type ChangedField = { name: string; before: unknown; after: unknown };

/** The changed fields, in the order of the thing's fields. */
export function listChanges({ before, after }: Pick<AuditEntry, 'before' | 'after'>): ChangedField[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names.map((name) => ({ name, before: before?.[name], after: after?.[name] }));
}

/** The facts of a security event with their labels; null for a change. */
export function listFacts({
  action,
  after,
}: Pick<AuditEntry, 'action' | 'after'>): [string, string][] | null {
  if (securityWords(action) === null) return null;
  return Object.entries(after ?? {}).map(([name, value]) => [fieldLabel(name), toText(value)]);
}

/** Summarizes an entry for the table: "role: viewer → editor", or for a created or deleted thing "role: editor". */
export function summarise(entry: Pick<AuditEntry, 'action' | 'before' | 'after'>): string {
  const facts = listFacts(entry);
  if (facts) return facts.map(([name, value]) => `${name}: ${value}`).join(', ');
  const changes = listChanges(entry);
  if (!entry.before || !entry.after)
    return changes
      .map(({ name, before, after }) => [name, toText(after ?? before)] as const)
      .filter(([, value]) => value !== NONE)
      .map(([name, value]) => `${name}: ${value}`)
      .join(', ');
  return changes.map(({ name, before, after }) => `${name}: ${toText(before)} → ${toText(after)}`).join(', ');
}

const NONE = 'none';

function toText(value: unknown): string {
  if (value === undefined || value === null || value === '') return NONE;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
