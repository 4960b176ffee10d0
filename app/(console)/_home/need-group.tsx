import Link from 'next/link';
import type { ReactNode } from 'react';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { type StateTone, StatusDot } from '@/app/_ui/value/status-badge';

type NeedGroupProps = { title: string; tone: StateTone; count: number; all: string; children: ReactNode };

/** Open needs of one kind: their number, the first of them, and a link to all. */
export function NeedGroup({ title, tone, count, all, children }: NeedGroupProps) {
  return (
    <section aria-label={title}>
      <div className="flex h-9 items-center gap-2 bg-canvas px-4 text-xs">
        <StatusDot tone={tone} />
        <h3 className="font-medium">{title}</h3>
        <span className="tabular text-ink-2">{count.toLocaleString('en')}</span>
        <Link
          href={all}
          aria-label={`All: ${title}`}
          className="ml-auto rounded-sm text-ink-2 hover:text-ink hover:underline"
        >
          All
        </Link>
      </div>
      <ul className="divide-y">{children}</ul>
    </section>
  );
}

type NeedItemProps = { href: string; name: string; id?: string; detail: string; at: string | null };

/** One need, as a link to its page. */
export function NeedItem({ href, name, id, detail, at }: NeedItemProps) {
  return (
    <li>
      <Link
        href={href}
        className="flex min-h-12 items-center gap-3 px-4 py-2 transition-colors hover:bg-subtle focus-visible:outline-offset-[-2px]"
      >
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2 text-sm">
            <span className="truncate font-medium">{name}</span>
            {id && <span className="shrink-0 font-mono text-ink-2 text-xs">{id}</span>}
          </span>
          <span className="block truncate text-ink-2 text-xs">{detail}</span>
        </span>
        {at && <RelativeTime at={at} className="tabular shrink-0 text-ink-2 text-xs" />}
      </Link>
    </li>
  );
}
