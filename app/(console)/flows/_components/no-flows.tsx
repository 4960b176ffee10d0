'use client';
import { FileUp, Plus, Workflow } from 'lucide-react';
import { useOrigin } from '@/app/_lib/use-origin';
import { useViewer } from '@/app/_lib/viewer';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { NoResults } from '@/app/_ui/state/no-results';
import { CodeBlock } from '@/app/_ui/value/code-block';
import type { FlowFilters } from '../_model/flow-list-queries';

type NoFlowsProps = { mayWrite: boolean; onOpen: (dialog: 'blank' | 'import') => void };

/** Shown before the first flow: what a flow is, and the ways to create one. */
export function NoFlows({ mayWrite, onOpen }: NoFlowsProps) {
  const { organization } = useViewer();
  const origin = useOrigin();
  const curl = `curl -X POST ${origin}/api/v1/orgs/${organization.id}/flows \\
  -H "Authorization: Bearer $PARLEY_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{ "name": "My first flow" }'`;
  return (
    <div>
      <EmptyState
        icon={Workflow}
        title="No flows yet"
        action={
          mayWrite && (
            <>
              <Button onClick={() => onOpen('import')}>
                <FileUp aria-hidden /> Import a file
              </Button>
              <Button onClick={() => onOpen('blank')}>
                <Plus aria-hidden /> New flow
              </Button>
            </>
          )
        }
      >
        A flow defines a conversation: its messages, its questions, and where each answer leads. Publish it,
        and any system can run it over REST.
        {!mayWrite && ' Your role can read flows; an editor can create one.'}
      </EmptyState>
      {mayWrite && (
        <CodeBlock
          label="Or create one with the API"
          code={curl}
          className="mx-auto mb-10 w-[calc(100%-2rem)] max-w-xl"
        />
      )}
    </div>
  );
}

/** Shown when the search and the filters match no flows. */
export function NoMatchingFlows({ filters, onClear }: { filters: FlowFilters; onClear: () => void }) {
  const { search, tag, archived } = filters;
  const isBare = !search && tag === null;
  return (
    <NoResults
      title={isBare ? 'No archived flows' : 'No matching flows'}
      onClear={onClear}
      clear="Show all flows"
    >
      {isBare
        ? 'Archived flows start no sessions. They are listed here and can be restored.'
        : `No ${archived ? 'archived ' : ''}flow matches the search and the tag.`}
    </NoResults>
  );
}
