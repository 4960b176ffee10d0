'use client';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { useOrigin } from '@/app/_lib/use-origin';
import { useCan, useViewer } from '@/app/_lib/viewer';
import { CodeBlock } from '@/app/_ui/value/code-block';
import { CopyableId } from '@/app/_ui/value/copyable-id';
import { StatusDot } from '@/app/_ui/value/status-badge';
import type { Flow } from '../_draft/use-draft';
import { toCurlCommands } from '../_model/to-curl-commands';

/** The ids and requests that other software needs to run this flow. */
export function ApiPane({ flow }: { flow: Flow }) {
  const { organization } = useViewer();
  const mayMakeKeys = useCan('keys:write');
  const origin = useOrigin();
  const curls = toCurlCommands({
    origin,
    orgId: organization.id,
    flowId: flow.id,
    inputs: flow.draft.inputs,
  });
  return (
    <div className="mx-auto w-full max-w-3xl space-y-5 px-4 py-6 md:px-6">
      <header className="space-y-1">
        <h2 className="font-semibold text-lg">Run this flow over the API</h2>
        <p className="text-ink-2">
          A session runs the version that was published when it started.{' '}
          {mayMakeKeys && (
            <Link href={paths.apiKeys({ new: '1' })} className="text-accent underline underline-offset-4">
              Create an API key
            </Link>
          )}
          {mayMakeKeys
            ? ' and set it as PARLEY_API_KEY.'
            : 'Ask an admin for an API key and set it as PARLEY_API_KEY.'}
        </p>
      </header>
      {!flow.published && (
        <p
          role="status"
          className="flex items-center gap-2 rounded-md bg-waiting-soft px-3 py-2 text-sm text-waiting"
        >
          <StatusDot tone="waiting" /> This flow has no published version, so sessions cannot start yet.
        </p>
      )}
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 rounded-lg border bg-surface px-4 py-3 text-sm">
        <dt className="text-ink-2">Organization</dt>
        <dd className="min-w-0">
          <CopyableId id={organization.id} label="organization id" full />
        </dd>
        <dt className="text-ink-2">Flow</dt>
        <dd className="min-w-0">
          <CopyableId id={flow.id} label="flow id" full />
        </dd>
        <dt className="text-ink-2">Slug</dt>
        <dd className="min-w-0">
          <CopyableId id={flow.slug} label="slug" full />
        </dd>
      </dl>
      <CodeBlock label="1. Start a session" code={curls.start} />
      <CodeBlock label="2. Send a message" code={curls.send} />
      <CodeBlock label="3. Read the session" code={curls.read} />
    </div>
  );
}
