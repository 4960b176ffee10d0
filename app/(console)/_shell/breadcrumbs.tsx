'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useCrumb } from './crumb';
import { findRoom } from './rooms';

/** The way from the room to the thing in sight. */
export function Breadcrumbs() {
  const path = usePathname();
  const found = findRoom(path);
  const thing = useCrumb();
  if (!found) return null;
  const { room, heading } = found;
  const atRoom = path === room.href;
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5 text-sm">
        {heading && <li className="text-ink-2 max-md:hidden">{heading}</li>}
        {heading && <Slash />}
        <li className={atRoom ? 'font-medium' : 'shrink-0 whitespace-nowrap'}>
          {atRoom ? (
            <span aria-current="page">{room.label}</span>
          ) : (
            <Link href={room.href} className="rounded-sm text-ink-2 hover:text-ink">
              {room.label}
            </Link>
          )}
        </li>
        {!atRoom && thing && (
          <>
            <li aria-hidden className="text-ink-3">
              /
            </li>
            <li className="truncate font-medium" aria-current="page">
              {thing}
            </li>
          </>
        )}
      </ol>
    </nav>
  );
}

function Slash() {
  return (
    <li aria-hidden className="text-ink-3 max-md:hidden">
      /
    </li>
  );
}
