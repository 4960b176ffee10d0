'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { useOrigin } from '@/app/_lib/use-origin';
import { useCan, useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { Button } from '@/app/_ui/button';
import { CodeBlock } from '@/app/_ui/value/code-block';
import { findPublishedFlow } from './home-queries';

/** A request that starts a session of a published flow, ready to paste. */
export function FirstStep() {
  const trpc = useTRPC();
  const origin = useOrigin();
  const { organization } = useViewer();
  const mayMakeKeys = useCan('keys:write');
  const flows = useQuery(findPublishedFlow(trpc));
  const flow = flows.data?.items[0];
  if (!flow) return null;
  const url = `${origin}/cgw/process/v1/orgs/${organization.id}/flows/${flow.id}/sessions`;
  const code = [
    `curl -s -X POST '${url}'`,
    `-H "Authorization: Bearer $PARLEY_API_KEY"`,
    `-H 'Content-Type: application/json' -d '{}'`,
  ].join(' \\\n  ');
  return (
    <section aria-labelledby="first-step">
      <div className="mb-3 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 id="first-step" className="font-semibold text-base">
            Start a session of {flow.name}
          </h2>
          <p className="text-ink-2 text-sm">From any software, with an API key of this organization.</p>
        </div>
        {mayMakeKeys && (
          <Button asChild size="sm">
            <Link href={paths.apiKeys({ new: '1' })}>Create an API key</Link>
          </Button>
        )}
      </div>
      <CodeBlock label="Start a session" code={code} />
    </section>
  );
}
