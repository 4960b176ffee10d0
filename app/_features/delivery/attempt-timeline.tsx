'use client';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Badge } from '@/app/_ui/value/badge';
import { CodeBlock } from '@/app/_ui/value/code-block';
import { formatDuration } from '@/app/_ui/value/format-duration';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { StatusDot } from '@/app/_ui/value/status-badge';
import { HeaderList } from './header-list';

export type Attempt = RouterOutputs['delivery']['get']['tries'][number];

/** All attempts, newest first: time, duration and response. */
export function AttemptTimeline({ attempts }: { attempts: readonly Attempt[] }) {
  return (
    <ol aria-label="Attempts" className="space-y-5">
      {attempts.map((attempt, index) => (
        <AttemptItem key={attempt.no} attempt={attempt} open={index === 0} />
      ))}
    </ol>
  );
}

function AttemptItem({ attempt, open }: { attempt: Attempt; open: boolean }) {
  const { no, status, startedAt, durationMs, error, url } = attempt;
  const isFine = status !== null && status >= 200 && status < 300;
  return (
    <li className="relative min-w-0 pl-5 before:absolute before:top-5 before:-bottom-4 before:left-[3px] before:w-px before:bg-line-strong last:before:hidden">
      <StatusDot tone={isFine ? 'live' : 'failed'} className="absolute top-[7px] left-0 size-2" />
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm">
        <span className="font-medium">Attempt {no}</span>
        <Badge tone={isFine ? 'live' : 'failed'}>{describeAnswer(attempt)}</Badge>
        <span className="tabular text-ink-2">{formatDuration(durationMs)}</span>
        <RelativeTime at={startedAt} className="ml-auto text-ink-2" />
      </p>
      <p className="mt-0.5 break-all font-mono text-ink-2 text-xs">{url}</p>
      {error && <p className="mt-1 text-failed text-sm">{error}</p>}
      {status !== null && (
        <details open={open} className="mt-2">
          <summary className="w-fit cursor-pointer rounded-sm text-ink-2 text-sm hover:text-ink">
            Response
          </summary>
          <Answer attempt={attempt} />
        </details>
      )}
    </li>
  );
}

function Answer({ attempt: { headers, body } }: { attempt: Attempt }) {
  return (
    <div className="mt-2 space-y-2">
      <HeaderList headers={headers ?? {}} label="Response headers" />
      {body ? (
        <CodeBlock label="Response body, up to 20 kB" code={body} />
      ) : (
        <p className="text-ink-2 text-sm">The body was empty.</p>
      )}
    </div>
  );
}

const FAILURES: Readonly<Record<string, string>> = {
  blocked: 'Not allowed',
  timeout: 'Timed out',
  network: 'Not reached',
  secret: 'Not signed',
};

function describeAnswer({ status, errorCode }: Attempt): string {
  return status === null ? (FAILURES[errorCode ?? ''] ?? 'No answer') : String(status);
}
