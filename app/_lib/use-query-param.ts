'use client';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/** Reads and changes one parameter of the address, so that a view can be sent to someone; null when it is not there. */
export function useQueryParam(name: string): [string | null, (value: string | null) => void] {
  const router = useRouter();
  const path = usePathname();
  const query = useSearchParams();
  const change = useCallback(
    (value: string | null) => {
      const next = new URLSearchParams(window.location.search);
      if (value) next.set(name, value);
      else next.delete(name);
      const text = next.toString();
      router.replace(text ? `${path}?${text}` : path, { scroll: false });
    },
    [name, path, router],
  );
  return [query.get(name), change];
}
