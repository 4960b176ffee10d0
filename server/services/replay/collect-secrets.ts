import type { Recording } from '@/server/engine/replay/recording';
import { isJsonObject, type Json } from '@/server/shared/json';
import { isSecret } from '../session/turn/mask-turn';

/** More are not replaced; a session with so many is a hostile one. */
const MAX_SECRETS = 1_000;
/** Parts of a template that are shorter are words such as `Bearer`. */
const MIN_PART = 8;
const TEMPLATE = /\{\{.*?\}\}/s;
const QUERY = /[?&]([^=&#\s]+)=([^&#\s]*)/g;

/** The fields of a node with credentials for its calls. */
const CALL_FIELDS = ['url', 'headers', 'query', 'body', 'apiKey'] as const;

/** Collects the credentials in a recording: those in calls of its flows, and in what people, services and callers gave. */
export function collectSecrets({ flows, turns, end }: Recording): string[] {
  const found = new Set<string>();
  const add = (text: string): void => {
    if (text !== '' && found.size < MAX_SECRETS) found.add(text);
  };
  for (const { definition } of Object.values(flows)) collectOfFlow(definition, add);
  for (const turn of turns) collectValues(turn as unknown as Json, add);
  if (end.state) collectValues(end.state as unknown as Json, add);
  return [...found];
}

type Add = (text: string) => void;

/** Adds the texts under each key that names a credential, and those in queries of addresses. */
function collectValues(value: Json, add: Add): void {
  if (Array.isArray(value)) for (const item of value) collectValues(item, add);
  if (typeof value === 'string') collectQuery(value, add);
  if (!isJsonObject(value)) return;
  for (const [key, child] of Object.entries(value)) {
    if (typeof child === 'string' && isSecret(key)) add(child);
    else collectValues(child, add);
  }
}

function collectOfFlow(definition: Json, add: Add): void {
  const nodes = isJsonObject(definition) && Array.isArray(definition.nodes) ? definition.nodes : [];
  for (const node of nodes.filter(isJsonObject)) {
    for (const field of CALL_FIELDS) {
      const value = Object.hasOwn(node, field) ? node[field] : undefined;
      if (value !== undefined) collectValues({ [field]: value }, (text) => addParts(text, add));
    }
  }
}

/** Adds a text that an author wrote: of a template, the parts around its expressions. */
function addParts(text: string, add: Add): void {
  const parts = text
    .split(TEMPLATE)
    .flatMap((part) => part.split(/\s+/))
    .filter(({ length }) => length >= MIN_PART);
  for (const part of parts) add(part);
  if (parts.length === 0 && !TEMPLATE.test(text)) add(text);
}

function collectQuery(text: string, add: Add): void {
  if (!text.includes('=')) return;
  for (const [, name = '', value = ''] of text.matchAll(QUERY)) if (isSecret(name)) add(value);
}
