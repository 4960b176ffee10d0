'use client';
import { FileUp, Plus, Workflow } from 'lucide-react';
import { useOrigin } from '@/app/_lib/use-origin';
import { useViewer } from '@/app/_lib/viewer';
import { Button } from '@/app/_ui/button';
import { CodeBlock } from '@/app/_ui/code-block';
import { EmptyState } from '@/app/_ui/empty-state';
import { FoundNothing } from '@/app/_ui/found-nothing';

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
export function FoundNoFlows({ search, onClear }: { search: string; onClear: () => void }) {
  return (
    <FoundNothing title="No flow has that name" onClear={onClear} clear="Show all flows">
      Nothing matches “{search}” in a name or a slug.
    </FoundNothing>
  );
}
