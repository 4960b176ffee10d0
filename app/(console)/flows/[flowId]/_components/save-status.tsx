'use client';
import { Check, CircleAlert, CircleDashed, CloudUpload, type LucideIcon, TriangleAlert } from 'lucide-react';
import { cn } from '@/app/_ui/cn';
import type { SaveState } from '../_draft/draft-saver';
import type { DraftControl } from '../_draft/use-draft';

type Look = { icon: LucideIcon; tone: string; words: (state: SaveState) => string; more?: string };

const LOOK: Record<SaveState['kind'], Look> = {
  saved: { icon: Check, tone: 'text-ink-2', words: () => 'Saved' },
  unsaved: { icon: CircleDashed, tone: 'text-ink-2', words: () => 'Unsaved' },
  saving: { icon: CloudUpload, tone: 'text-ink-2', words: () => 'Saving' },
  invalid: {
    icon: TriangleAlert,
    tone: 'text-waiting',
    words: (state) =>
      'line' in state ? `Not saved: invalid JSON on line ${String(state.line)}` : 'Not saved',
    more: 'Your text is stored in this browser and saved as soon as it is valid JSON.',
  },
  conflict: { icon: CircleAlert, tone: 'text-failed', words: () => 'Conflict: someone else saved' },
  failed: {
    icon: CircleAlert,
    tone: 'text-failed',
    words: () => 'Not saved',
    more: 'Your text is stored in this browser.',
  },
};

/** Whether the server has the text of the editor. */
export function SaveStatus({ draft: { state } }: { draft: DraftControl }) {
  const { icon: Icon, tone, words, more } = LOOK[state.kind];
  return (
    <p role="status" title={more} className={cn('flex items-center gap-1.5 whitespace-nowrap text-sm', tone)}>
      <Icon aria-hidden className="size-4 shrink-0" />
      {words(state)}
      {more && <span className="sr-only">. {more}</span>}
    </p>
  );
}
