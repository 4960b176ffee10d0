'use client';
import { CirclePause } from 'lucide-react';
import type { SessionView } from '@/app/_features/session/view';
import { useCan } from '@/app/_lib/viewer';
import type { NodeNames } from '../_model/node-names';
import { HeldActions } from './held-actions';
import { NodePreview } from './node-preview';

type HeldBannerProps = { session: SessionView; names: NodeNames };

/** Says that a breakpoint holds the session, what its next step would do, and lets it go on. */
export function HeldBanner({ session, names }: HeldBannerProps) {
  const mayDebug = useCan('sessions:debug');
  const { wait } = session;
  if (wait?.type !== 'held') return null;
  const { node, flow } = wait.stop;
  const name = (flow === '' ? names.node(node) : null) ?? node;
  return (
    <section
      aria-label="Held by a breakpoint"
      className="flex gap-3 border-b bg-waiting-soft px-4 py-3 text-sm md:px-6"
    >
      <CirclePause aria-hidden className="mt-0.5 size-4 shrink-0 text-waiting" />
      <div className="min-w-0 flex-1 space-y-2">
        <p className="font-medium text-waiting">
          Held before “{name}”{flow !== '' && ` of the flow ${flow}`}
        </p>
        <p className="text-ink">
          The person waits as for any other answer. What they write is kept for later.
        </p>
        {mayDebug && <NodePreview session={session} />}
        {mayDebug && <HeldActions session={session} />}
      </div>
    </section>
  );
}
