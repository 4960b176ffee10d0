'use client';
import { useQuery } from '@tanstack/react-query';
import { SendHorizontal, Sparkles, X } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { Button } from '@/app/_ui/button';
import { Textarea } from '@/app/_ui/form/textarea';
import { Kbd } from '@/app/_ui/value/kbd';
import { findReplies, parseSlash } from '../_model/find-replies';
import { CannedMenu } from './canned-menu';
import type { Draft } from './use-draft';

const MAX_CHARS = 10_000;

type ComposerProps = {
  field: RefObject<HTMLTextAreaElement | null>;
  draft: Draft;
  person: string;
  onChange: (part: Partial<Draft>) => void;
  onSend: () => void;
  /** Esc was pressed. */
  onLeave: () => void;
};

/** The composer of replies: Enter sends, Shift-Enter adds a line, a slash searches canned replies. */
export function Composer({ field, draft, person, onChange, onSend, onLeave }: ComposerProps) {
  const trpc = useTRPC();
  const listId = useId();
  const replies = useQuery(trpc.inbox.listReplies.queryOptions());
  const typed = parseSlash(draft.text);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const found = typed === null || dismissed === draft.text ? null : findReplies(replies.data ?? [], typed);
  const chosen = found?.[Math.min(at, found.length - 1)];
  const write = (text: string) => {
    setAt(0);
    onChange({ text });
  };
  const submit = () => {
    if (draft.text.trim() !== '') onSend();
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    const act = found
      ? toMenuAct(event, found.length, {
          move: (step) => setAt((Math.min(at, found.length - 1) + step + found.length) % found.length),
          pick: chosen ? () => write(chosen.text) : null,
          dismiss: () => setDismissed(draft.text),
        })
      : toTextAct(event, submit, onLeave);
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <form
      aria-label={`Reply to ${person}`}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit();
      }}
      className="relative shrink-0 border-t bg-surface p-3"
    >
      {found && (
        <CannedMenu
          id={listId}
          replies={found}
          hasAny={(replies.data ?? []).length > 0}
          chosen={chosen}
          onPick={({ text }) => {
            write(text);
            field.current?.focus();
          }}
        />
      )}
      {draft.suggestionId && (
        <p className="mb-2 flex items-center gap-1.5 text-human text-xs">
          <Sparkles aria-hidden className="size-3.5" /> Based on a suggestion
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label="Remove the link to the suggestion"
            onClick={() => onChange({ suggestionId: null })}
          >
            <X aria-hidden />
          </Button>
        </p>
      )}
      <div className="flex items-end gap-2">
        <Textarea
          ref={field}
          aria-label="Your reply"
          aria-autocomplete="list"
          aria-controls={found ? listId : undefined}
          aria-activedescendant={chosen ? `${listId}-${chosen.id}` : undefined}
          placeholder="Reply, or / for a canned reply"
          value={draft.text}
          maxLength={MAX_CHARS}
          rows={1}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKey}
          className="block max-h-48 min-h-9 resize-none"
        />
        <Button type="submit" size="lg" variant="primary" disabled={draft.text.trim() === ''}>
          <SendHorizontal aria-hidden /> Send
        </Button>
      </div>
      <p className="mt-1.5 text-ink-2 text-xs max-md:hidden">
        <Kbd>Enter</Kbd> sends, <Kbd>Shift</Kbd> <Kbd>Enter</Kbd> starts a new line
      </p>
    </form>
  );
}

type MenuActs = { move: (step: number) => void; pick: (() => void) | null; dismiss: () => void };

function toMenuAct({ key, shiftKey }: KeyboardEvent, size: number, acts: MenuActs): (() => void) | null {
  if (key === 'Escape') return acts.dismiss;
  if (size === 0) return null;
  if (key === 'ArrowDown') return () => acts.move(1);
  if (key === 'ArrowUp') return () => acts.move(-1);
  return (key === 'Enter' || key === 'Tab') && !shiftKey ? acts.pick : null;
}

function toTextAct(
  { key, shiftKey }: KeyboardEvent,
  send: () => void,
  leave: () => void,
): (() => void) | null {
  if (key === 'Escape') return leave;
  return key === 'Enter' && !shiftKey ? send : null;
}
