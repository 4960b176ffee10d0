'use client';
import { MessageSquareText } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { PlacedProblem } from '@/app/_features/flow/json/locate-problems';
import { useCan } from '@/app/_lib/viewer';
import { Button } from '@/app/_ui/button';
import { Tooltip } from '@/app/_ui/overlay/tooltip';
import { Badge } from '@/app/_ui/value/badge';
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
  tabs: ReactNode;
};

/** One line with the flow's name and state, the tabs, whether the draft is saved, and the actions on it. */
export function FlowHeader({ flow, draft, problems, onJump, onShowNode, trying, tabs }: FlowHeaderProps) {
  const mayWrite = useCan('flows:write');
  const [publishing, setPublishing] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-x-4 border-b px-4 md:px-6">
      <div className="flex h-11 min-w-0 items-center gap-2 max-lg:flex-1">
        <h1 className="truncate font-semibold text-base" title={flow.name}>
          {flow.name}
        </h1>
        {/* On a phone there is room for the first badge only. */}
        <div className="h-6 shrink-0 overflow-hidden max-sm:w-min">
          <FlowState flow={flow} />
        </div>
      </div>
      {/* Below the actions where not all fits in one line. */}
      <div className="min-w-0 self-stretch max-lg:order-last max-lg:w-full lg:mr-auto">{tabs}</div>
      {mayWrite ? (
        <div className="flex min-h-11 flex-wrap items-center gap-2">
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
