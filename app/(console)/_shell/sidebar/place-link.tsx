'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { cn } from '@/app/_ui/cn';
import { isInside } from './places';

type PlaceLinkProps = { href: string; onGo: (() => void) | undefined; children: ReactNode };

/** A link of the sidebar, marked where its page is in sight. */
export function PlaceLink({ href, onGo, children }: PlaceLinkProps) {
  const isHere = isInside(usePathname(), href);
  return (
    <Link
      href={href}
      aria-current={isHere ? 'page' : undefined}
      onClick={onGo}
      className={cn(
        'group/place flex h-8 items-center gap-2.5 rounded-md px-2 text-sm transition-colors',
        isHere ? 'bg-hover font-medium text-ink' : 'text-ink-2 hover:bg-subtle hover:text-ink',
      )}
    >
      {children}
    </Link>
  );
}
