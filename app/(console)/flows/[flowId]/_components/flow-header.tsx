'use client';
import { MessageSquareText } from 'lucide-react';
import { useState } from 'react';
import type { PlacedProblem } from '@/app/_features/flow/json/locate-problems';
import { useCan } from '@/app/_lib/viewer';
import { Button } from '@/app/_ui/button';
import { Tooltip } from '@/app/_ui/overlay/tooltip';
import { Badge } from '@/app/_ui/value/badge';
import { CopyableId } from '@/app/_ui/value/copyable-id';
import { FlowState } from '../../_components/flow-state';
import type { DraftControl, Flow } from '../_draft/use-draft';
import type { Problems } from '../_draft/use-problems';
import { PublishDialog } from '../_versions/publish-dialog';
import { FlowMenu } from './flow-menu';
import { SaveStatus } from './save-status';

type FlowHeaderProps = {
  flow: Flow;
  draft: DraftControl;
  problems: Problems;
  onJump: (problem: PlacedProblem) => void;
  onShowNode: (key: string) => void;
  /** The toggle of the Try it panel; null where there is none. */
  trying: { on: boolean; set: (on: boolean) => void } | null;
};

/** The flow's name and state, whether its draft is saved, and the actions on it. */
export function FlowHeader({ flow, draft, problems, onJump, onShowNode, trying }: FlowHeaderProps) {
  const mayWrite = useCan('flows:write');
  const [publishing, setPublishing] = useState(false);
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 pt-4 pb-2 md:px-6">
      <div className="min-w-0">
        <h1 className="truncate font-semibold text-xl tracking-tight">{flow.name}</h1>
        <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
          <FlowState flow={flow} />
          <CopyableId id={flow.slug} label="slug" full />
          <CopyableId id={flow.id} label="flow id" />
        </div>
      </div>
      {mayWrite ? (
        <div className="flex flex-wrap items-center gap-2">
          <SaveStatus draft={draft} />
          {trying && (
            <Button
              aria-pressed={trying.on}
              onClick={() => trying.set(!trying.on)}
              className="max-lg:hidden aria-pressed:bg-hover"
            >
              <MessageSquareText aria-hidden /> Try it
            </Button>
          )}
          <FlowMenu flow={flow} draft={draft} onShowNode={onShowNode} />
          <Button variant="primary" onClick={() => setPublishing(true)}>
            Publish
          </Button>
          <PublishDialog
            open={publishing}
            onOpenChange={setPublishing}
            flow={flow}
            draft={draft}
            problems={problems}
            onJump={onJump}
          />
        </div>
      ) : (
        <div className="flex items-center gap-2">
          <Tooltip content="Your role can read flows. An editor, admin or owner can change them.">
            <Badge tabIndex={0}>Read only</Badge>
          </Tooltip>
          <FlowMenu flow={flow} draft={draft} onShowNode={onShowNode} />
        </div>
      )}
    </div>
  );
}
