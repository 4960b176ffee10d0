'use client';
import { FileUp, Plus, Workflow } from 'lucide-react';
import { useOrigin } from '@/app/_lib/use-origin';
import { useViewer } from '@/app/_lib/viewer';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { NoResults } from '@/app/_ui/state/no-results';
import { CodeBlock } from '@/app/_ui/value/code-block';

type NoFlowsProps = { mayWrite: boolean; onOpen: (dialog: 'blank' | 'import') => void };

/** Before the first flow: what one is, and three ways to get it. */
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
        title="Your flows will be here"
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
        A flow is a conversation drawn once: what is said, what is asked, and where each answer leads. Publish
        it, and any system can hold that conversation over REST.
        {!mayWrite && ' Your role can read flows; an editor can make one.'}
      </EmptyState>
      {mayWrite && (
        <CodeBlock
          label="Or make one over the API"
          code={curl}
          className="mx-auto mb-10 w-[calc(100%-2rem)] max-w-xl"
        />
      )}
    </div>
  );
}

/** A search that found nothing. */
export function NoMatchingFlows({ search, onClear }: { search: string; onClear: () => void }) {
  return (
    <NoResults title="No flow has that name" onClear={onClear} clear="Show all flows">
      Nothing matches “{search}” in a name or a slug.
    </NoResults>
  );
}
