'use client';
import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Button } from '@/app/_ui/button';

type Suggestion = RouterOutputs['inbox']['get']['suggestions'][number];

type SuggestionListProps = {
  suggestions: readonly Suggestion[];
  /** Puts the text into the composer. */
  onInsert: (suggestion: Suggestion) => void;
  /** Sends it unchanged. */
  onSend: (suggestion: Suggestion) => void;
};

/** The flow's suggestions. One that was sent is not offered again. */
export function SuggestionList({ suggestions, onInsert, onSend }: SuggestionListProps) {
  const [sent, setSent] = useState<ReadonlySet<string>>(new Set());
  const shown = suggestions.filter(({ id }) => !sent.has(id));
  if (shown.length === 0) return null;
  const send = (suggestion: Suggestion) => {
    setSent(new Set([...sent, suggestion.id]));
    onSend(suggestion);
  };
  return (
    <section aria-label="Suggested replies" className="max-h-44 shrink-0 overflow-y-auto border-t bg-surface">
      <h3 className="flex items-center gap-1.5 px-4 pt-2 text-human text-xs">
        <Sparkles aria-hidden className="size-3.5" /> Suggested by the flow
      </h3>
      <ul className="divide-y">
        {shown.map((suggestion) => (
          <li key={suggestion.id} className="flex items-start gap-3 px-4 py-2">
            <p className="min-w-0 flex-1 whitespace-pre-wrap text-sm [overflow-wrap:anywhere]">
              {suggestion.text}
              {suggestion.score !== null && (
                <span className="ml-2 whitespace-nowrap text-ink-2 text-xs">
                  {Math.round(suggestion.score * 100)}% confidence
                </span>
              )}
            </p>
            <div className="flex shrink-0 gap-1.5">
              <Button size="sm" onClick={() => onInsert(suggestion)}>
                Edit
              </Button>
              <Button size="sm" onClick={() => send(suggestion)}>
                Send
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
