import type { Fields } from '@/app/_features/flow/graph/read-fields';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { setField, setFlowField } from '../_edit/edit-node';
import { mapAreas } from '../_edit/map-areas';
import { mapNodes } from '../_edit/map-nodes';
import { setAt } from '../_edit/set-at';
import { type Match, type Sought, toReplacer } from './find-matches';
import { type DraftText, listTexts } from './list-texts';

type NewText = DraftText & { next: string };

/** A draft with another text in the place of one match. */
export function replaceMatch(draft: Draft, match: Match, next: string): Draft {
  const { text, from, to } = match;
  return writeTexts(draft, [{ ...match, next: `${text.slice(0, from)}${next}${text.slice(to)}` }]);
}

/** A draft with another text in each place where the sought one stands; the same draft without one. */
export function replaceAll(draft: Draft, sought: Sought, next: string): Draft {
  const replace = toReplacer(sought, next);
  const texts = listTexts(draft).map((text) => ({ ...text, next: replace(text.text) }));
  return writeTexts(
    draft,
    texts.filter((text) => text.next !== text.text),
  );
}

function writeTexts(draft: Draft, texts: readonly NewText[]): Draft {
  const byNode = new Map<string | null, NewText[]>();
  for (const text of texts) byNode.set(text.key, [...(byNode.get(text.key) ?? []), text]);
  const changed = mapNodes(draft, (node, key) =>
    (byNode.get(key) ?? []).reduce((now, text) => setField(now, text.path, toValue(text)), node),
  );
  const marked = mapAreas(changed, (area, key) =>
    (byNode.get(key) ?? []).reduce((now, text) => setAt(now, text.path, toValue(text)) as Fields, area),
  );
  return (byNode.get(null) ?? []).reduce((now, text) => setFlowField(now, text.path, toValue(text)), marked);
}

// As a form does, which leaves out an optional field that is empty.
function toValue({ next, optional }: NewText): string | undefined {
  return next === '' && optional ? undefined : next;
}
