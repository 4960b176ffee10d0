'use client';
import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useTRPC } from '@/app/_trpc/context';

// The links are valid for ten minutes.
const REFRESH_MS = 300_000;

/** The files that the visitor sent in this conversation, to be downloaded; nothing where there are none. */
export function SessionFiles({ sessionId, className }: { sessionId: string; className: string }) {
  const trpc = useTRPC();
  const options = trpc.session.listFiles.queryOptions({ sessionId }, { refetchInterval: REFRESH_MS });
  const { data: files = [] } = useQuery(options);
  if (files.length === 0) return null;
  return (
    <section aria-label="Files" className={className}>
      <h3 className="font-medium text-sm">Files from the visitor</h3>
      <p className="mb-2 text-ink-2 text-xs">
        An unknown visitor sent these files. Check a file before you open it.
      </p>
      <ul className="divide-y border-y text-sm">
        {files.map(({ id, name, mime, size, path }) => (
          <li key={id} className="flex items-center gap-3 px-2 py-2">
            <span className="min-w-0 flex-1 truncate" title={name}>
              {name}
            </span>
            <span className="tabular shrink-0 text-ink-2 text-xs">
              {mime}, {Math.ceil(size / 1_000)} kB
            </span>
            <a href={path} download={name} aria-label={`Save ${name}`} className="shrink-0 text-accent">
              <Download aria-hidden className="size-4" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
