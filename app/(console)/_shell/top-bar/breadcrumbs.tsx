'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { findPlace } from '../sidebar/places';
import { useCrumb } from './crumb';

/** The breadcrumb from the section to the current thing. */
export function Breadcrumbs() {
  const path = usePathname();
  const found = findPlace(path);
  const thing = useCrumb();
  if (!found) return null;
  const { place, heading } = found;
  const atPlace = path === place.href;
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5 text-sm">
        {heading && <li className="text-ink-2 max-md:hidden">{heading}</li>}
        {heading && <Slash />}
        <li className={atPlace ? 'font-medium' : 'shrink-0 whitespace-nowrap'}>
          {atPlace ? (
            <span aria-current="page">{place.label}</span>
          ) : (
            <Link href={place.href} className="rounded-sm text-ink-2 hover:text-ink">
              {place.label}
            </Link>
          )}
        </li>
        {!atPlace && thing && (
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
