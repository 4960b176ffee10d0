'use client';
import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { useQueryState } from 'nuqs';
import { useEffect, useRef } from 'react';
import { paths } from '@/app/_lib/paths';
import { cn } from '@/app/_ui/cn';
import { SearchInput } from '@/app/_ui/form/search-input';
import { useRowKeys } from '@/app/_ui/list/use-row-keys';
import { findOperations, type ListedOperation } from '../_model/list-operations';
import type { ListedApi } from '../_model/read-documents';
import { MethodBadge } from './method-badge';

/** All operations of all APIs, with a search; `j` and `k` move. Collapsed on narrow pages. */
export function OperationNav({ apis }: { apis: readonly ListedApi[] }) {
  const [search, setSearch] = useQueryState('search');
  const list = useRef<HTMLElement>(null);
  useRowKeys(list);
  const path = usePathname();
  const query = useSearchParams().toString();
  const found = apis
    .map(({ api, operations }) => ({ ...api, operations: findOperations(operations, search ?? '') }))
    .filter(({ operations }) => operations.length > 0);
  return (
    <div className="border-b lg:sticky lg:top-12 lg:h-[calc(100dvh-48px)] lg:overflow-y-auto lg:border-r lg:border-b-0">
      <div className="sticky top-0 z-10 bg-canvas p-3">
        <SearchInput
          label="Search operations"
          value={search ?? ''}
          onSearch={(text) => setSearch(text || null)}
        />
      </div>
      <nav
        ref={list}
        aria-label="Operations"
        className={cn(
          'px-3 pb-4 max-lg:max-h-72 max-lg:overflow-y-auto',
          !search && isInside(path) && 'max-lg:hidden',
        )}
      >
        {found.map(({ slug, label, operations }) => (
          <section key={slug} aria-label={label} className="mt-3 first:mt-0">
            <Link
              href={paths.reference(slug)}
              aria-current={path === paths.reference(slug) ? 'page' : undefined}
              className="flex h-8 items-center rounded-md px-2 font-medium text-sm hover:bg-subtle aria-[current]:bg-hover"
            >
              {label}
            </Link>
            <ul className="space-y-px">
              {operations.map((operation) => (
                <li key={operation.slug}>
                  <OperationLink
                    operation={operation}
                    href={withQuery(paths.reference(slug, operation.slug), query)}
                    here={path === paths.reference(slug, operation.slug)}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
        {found.length === 0 && (
          <p className="px-2 py-4 text-ink-2 text-sm">No matching operations. Try a path or a verb.</p>
        )}
      </nav>
    </div>
  );
}

// On a phone the list would push the operation off the screen.
function isInside(path: string): boolean {
  return path.startsWith(`${paths.reference()}/`);
}

// The search and the open Try it panel stay from one operation to the next.
function withQuery(href: string, query: string): string {
  return query ? `${href}?${query}` : href;
}

type OperationLinkProps = { operation: ListedOperation; href: string; here: boolean };

function OperationLink({ operation: { method, summary }, href, here }: OperationLinkProps) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (here) link.current?.scrollIntoView({ block: 'nearest' });
  }, [here]);
  return (
    <Link
      ref={link}
      data-row
      href={href}
      aria-current={here ? 'page' : undefined}
      className={cn(
        'flex min-h-7 items-baseline gap-1 rounded-md px-2 py-1 text-sm transition-colors',
        here ? 'bg-hover font-medium text-ink' : 'text-ink-2 hover:bg-subtle hover:text-ink',
      )}
    >
      <MethodBadge method={method} className="w-11" />
      <span className="min-w-0">{summary}</span>
    </Link>
  );
}
