'use client';
import { BookmarkPlus, Crosshair } from 'lucide-react';
import { Button } from '@/app/_ui/button';
import { Badge } from '@/app/_ui/value/badge';
import type { Finding, TranscriptLine } from '@/server/engine/fuzz/fuzz-report';
import { nameKind } from './fuzz-words';
import { useKeepFinding } from './use-keep-finding';

type FindingItemProps = { finding: Finding; flowId: string; onShowNode: (key: string) => void };

/** A finding in words, with the shortest conversation that shows it. */
export function FindingItem({ finding, flowId, onShowNode }: FindingItemProps) {
  const { kind, node, message, transcript, test } = finding;
  const keep = useKeepFinding(flowId);
  const lines = transcript.map((line, at) => ({ ...line, at }));
  const isOfDraft = !node.includes('/');
  return (
    <li className="rounded-md border px-3 py-2">
      <div className="flex items-start gap-2">
        <Badge className="mt-0.5 shrink-0">{nameKind(kind)}</Badge>
        <p className="min-w-0 flex-1 text-sm [overflow-wrap:anywhere]">{message}</p>
      </div>
      <details className="mt-2">
        <summary className="cursor-pointer text-ink-2 text-sm">Conversation</summary>
        <ol className="mt-2 space-y-1 text-sm">
          {lines.map(({ at, ...line }) => (
            <Line key={at} line={line} />
          ))}
        </ol>
      </details>
      <div className="mt-2 flex flex-wrap gap-2">
        {isOfDraft && (
          <Button size="sm" variant="ghost" onClick={() => onShowNode(node)}>
            <Crosshair aria-hidden /> Show on the canvas
          </Button>
        )}
        {keep.isAllowed && (
          <Button
            size="sm"
            variant="ghost"
            disabled={keep.isKept}
            pending={keep.isPending}
            onClick={() => keep.keep(test)}
          >
            <BookmarkPlus aria-hidden /> {keep.isKept ? 'Kept as a test' : 'Keep as a test'}
          </Button>
        )}
      </div>
    </li>
  );
}

const SPEAKERS: Record<TranscriptLine['by'], string> = { person: 'Person', flow: 'Flow', outside: '' };

function Line({ line: { by, text } }: { line: TranscriptLine }) {
  const speaker = SPEAKERS[by];
  return (
    <li className="flex gap-2 [overflow-wrap:anywhere]">
      <span className="w-14 shrink-0 text-ink-2 text-xs leading-5">{speaker}</span>
      <span className={by === 'outside' ? 'min-w-0 text-ink-2 italic' : 'min-w-0 whitespace-pre-wrap'}>
        {text}
      </span>
    </li>
  );
}
