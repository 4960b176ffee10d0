'use client';
import { useMemo } from 'react';
import { AREA_KINDS, kindOfArea } from '@/app/_features/flow/graph/areas';
import { listEntries } from '@/app/_features/flow/graph/list-entries';
import { isKnownKind } from '@/app/_features/flow/graph/node-exits';
import { KINDS } from '@/app/_features/flow/graph/node-kinds';
import { type Fields, textIn } from '@/app/_features/flow/graph/read-fields';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { Button } from '@/app/_ui/button';
import { FindBar } from './find-bar';
import type { Match } from './find-matches';
import { groupMatches, type MatchGroup, toExcerpt } from './group-matches';
import type { Find } from './use-find';

type FindViewProps = {
  find: Find;
  draft: Draft;
  readOnly: boolean;
  onShow: (match: Match) => void;
  onClose: () => void;
};

/** Finds and replaces texts in the nodes and settings of a flow. */
export function FindView({ find, draft, readOnly, onShow, onClose }: FindViewProps) {
  const { groups, hidden } = useMemo(() => groupMatches(find.matches), [find.matches]);
  const nodes = useMemo(() => new Map(listEntries(draft).map(({ key, node }) => [key, node])), [draft]);
  return (
    <div className="flex h-full flex-col">
      <FindBar find={find} readOnly={readOnly} onClose={onClose} />
      <div className="min-h-0 flex-1 overflow-y-auto py-1">
        {groups.map((group) => (
          <Group
            key={group.key ?? ''}
            group={group}
            name={nameOf(group.key, nodes)}
            onShow={onShow}
            onReplace={readOnly ? null : find.replace}
          />
        ))}
        {hidden > 0 && (
          <p className="px-4 py-2 text-ink-2 text-sm">
            {hidden.toLocaleString('en')} further matches are not shown. Replace all changes them, too.
          </p>
        )}
      </div>
    </div>
  );
}

type GroupProps = {
  group: MatchGroup;
  name: string;
  onShow: (match: Match) => void;
  onReplace: ((match: Match) => void) | null;
};

function Group({ group: { key, matches }, name, onShow, onReplace }: GroupProps) {
  return (
    <section aria-label={name}>
      <h3 className="flex items-baseline gap-2 px-4 pt-2 pb-0.5 font-medium text-sm">
        <span className="truncate">{name}</span>
        {key !== null && <span className="truncate font-mono text-ink-2 text-xs">{key}</span>}
      </h3>
      <ol>
        {matches.map((match) => (
          <li key={`${match.path.join('/')} ${String(match.from)}`} className="flex items-center gap-2 pr-4">
            <MatchButton match={match} onShow={onShow} />
            {onReplace && (
              <Button variant="ghost" size="sm" onClick={() => onReplace(match)}>
                Replace
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function MatchButton({ match, onShow }: { match: Match; onShow: (match: Match) => void }) {
  const { before, found, after } = toExcerpt(match);
  return (
    <button
      type="button"
      onClick={() => onShow(match)}
      className="flex min-w-0 flex-1 items-baseline gap-3 px-4 py-1 text-left text-sm hover:bg-hover focus-visible:outline-offset-[-2px]"
    >
      <span className="w-40 shrink-0 truncate text-ink-2 text-xs max-sm:w-24" title={match.field}>
        {match.field}
      </span>
      <bdi className="min-w-0 flex-1 truncate">
        {before}
        <mark className="rounded-xs bg-waiting-soft text-ink">{found}</mark>
        {after}
      </bdi>
    </button>
  );
}

function nameOf(key: string | null, nodes: ReadonlyMap<string, Fields>): string {
  if (key === null) return 'Flow settings';
  const area = kindOfArea(key);
  if (area) return AREA_KINDS[area].name;
  const node = nodes.get(key) ?? {};
  const kind = textIn(node, 'kind');
  return textIn(node, 'label') || (isKnownKind(kind) ? KINDS[kind].name : key);
}
