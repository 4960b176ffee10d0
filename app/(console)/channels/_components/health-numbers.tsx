import type { ReactNode } from 'react';
import { formatRate, type Health } from '@/app/_features/channel/describe-health';
import { formatDuration } from '@/app/_ui/value/format-duration';
import { RelativeTime } from '@/app/_ui/value/relative-time';

/** The last day of a channel's webhook, at the bottom of its card. */
export function HealthNumbers({ health }: { health: Health | undefined }) {
  if (!health || health.successRate === null || health.p95Ms === null)
    return <p className="border-t bg-canvas px-4 py-2.5 text-ink-2 text-xs">Nothing sent in the last 24 h</p>;
  const { successRate, p95Ms, lastError } = health;
  return (
    <dl className="flex gap-5 border-t bg-canvas px-4 py-2 text-xs">
      <Fact label="Success, 24 h">{formatRate(successRate)}</Fact>
      <Fact label="p95">{formatDuration(p95Ms)}</Fact>
      <Fact label="Last error">
        {lastError ? (
          <span title={lastError.reason} className="text-failed">
            <RelativeTime at={lastError.at} />
          </span>
        ) : (
          'None'
        )}
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="whitespace-nowrap text-ink-2">{label}</dt>
      <dd className="tabular font-medium text-sm">{children}</dd>
    </div>
  );
}
