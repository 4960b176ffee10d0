'use client';
import { WandSparkles } from 'lucide-react';
import { JsonEditor } from '@/app/_features/flow/editor/json-editor';
import { formatJson } from '@/app/_features/flow/json/format-json';
import { parseDraft } from '@/app/_features/flow/json/parse-draft';
import type { TextRange } from '@/app/_features/flow/json/read-token';
import { Button } from '@/app/_ui/button';
import type { DraftControl, Flow } from '../_draft/use-draft';
import type { Problems } from '../_draft/use-problems';
import { ProblemList } from './problem-list';
import { SaveTrouble } from './save-trouble';

type DraftPaneProps = {
  flow: Flow;
  draft: DraftControl;
  problems: Problems;
  readOnly: boolean;
  onJump: (range: TextRange) => void;
};

/** The draft as text, what stands in the way of saving it, and what is wrong with it. */
export function DraftPane({ flow, draft, problems, readOnly, onJump }: DraftPaneProps) {
  const format = () => {
    const parsed = parseDraft(draft.text);
    if (parsed.ok) draft.editor.current?.replaceText(formatJson(parsed.draft));
  };
  return (
    <section
      aria-label="Draft"
      className="flex h-full flex-col bg-surface max-lg:h-[max(480px,calc(100dvh-208px))]"
    >
      {!readOnly && <SaveTrouble flowId={flow.id} draft={draft} />}
      <JsonEditor
        ref={draft.editor}
        label={`Draft of ${flow.name}, JSON`}
        initialText={draft.text}
        readOnly={readOnly}
        marks={problems.list}
        onChange={draft.saver.type}
        onSave={() => void draft.saver.flush()}
        className="flex-1"
      />
      <ProblemList
        problems={problems}
        onJump={onJump}
        action={
          !readOnly && (
            <Button variant="ghost" size="sm" disabled={problems.state === 'broken'} onClick={format}>
              <WandSparkles aria-hidden /> Format
            </Button>
          )
        }
      />
    </section>
  );
}
