'use client';
import { useQuery } from '@tanstack/react-query';
import { MessagesSquare } from 'lucide-react';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { useOrigin } from '@/app/_lib/use-origin';
import { useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { NoResults } from '@/app/_ui/state/no-results';
import { CodeBlock } from '@/app/_ui/value/code-block';
import { curlStart } from '../_model/curl';

/** Shown before the first session, with the request that starts one. */
export function NoSessions() {
  const trpc = useTRPC();
  const { organization } = useViewer();
  const flows = useQuery(trpc.flow.list.queryOptions({ limit: 1, publishedOnly: true }));
  const published = flows.data?.items[0];
  const origin = useOrigin();
  return (
    <EmptyState
      icon={MessagesSquare}
      title="Conversations will appear here"
      action={
        <div className="w-full max-w-2xl space-y-3 text-left">
          <CodeBlock
            label="Start a session"
            code={curlStart({ origin, orgId: organization.id, flowId: published?.id ?? 'FLOW_ID' })}
          />
          <div className="flex flex-wrap justify-center gap-2">
            <Button asChild>
              <Link href={paths.apiKeys()}>Get an API key</Link>
            </Button>
            {flows.data && !published && (
              <Button asChild>
                <Link href={paths.flows()}>Publish a flow</Link>
              </Button>
            )}
          </div>
        </div>
      }
    >
      A session is one run of a flow. Start one from any system with this request and watch it live.
    </EmptyState>
  );
}

/** Shown when no session matches the filters; `further`: older ones were not searched yet. */
export function NoMatch({ further, onClear }: { further: boolean; onClear: () => void }) {
  return (
    <NoResults title={further ? 'No matches among these sessions' : 'No matching sessions'} onClear={onClear}>
      {further
        ? 'A search covers 1,000 sessions at a time, newest first. Choose Older to continue.'
        : 'Nothing matches the filters and the search. You can search for part of an id, an external id or a text.'}
    </NoResults>
  );
}
