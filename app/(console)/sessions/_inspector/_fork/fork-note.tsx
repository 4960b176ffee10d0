import { Split } from 'lucide-react';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { shortId } from '@/app/_ui/value/copyable-id';
import { describeParting, type Fork, nameForkVersion } from './fork-words';

/** Says what a fork continues, on which version, and where it parts from it. */
export function ForkNote({ fork }: { fork: Fork }) {
  const { sessionId, turn } = fork;
  const parting = describeParting(fork);
  return (
    <section aria-label="Continues" className="flex gap-3 border-b bg-accent-soft px-4 py-2 text-sm md:px-6">
      <Split aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
      <p className="min-w-0 [overflow-wrap:anywhere]">
        Continues{' '}
        <Link className="text-accent underline" href={`${paths.session(sessionId)}?turn=${String(turn)}`}>
          session {shortId(sessionId)}, turn {turn}
        </Link>
        , on {nameForkVersion(fork)}. {parting}
      </p>
    </section>
  );
}
