'use client';
import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

const NAME = 'turn';

/** The turn that was chosen to be looked at, kept in the address; null follows the newest. */
export function useChosenTurn(): [number | null, (no: number | null) => void] {
  const text = useSearchParams().get(NAME);
  const choose = useCallback((no: number | null) => {
    const url = new URL(window.location.href);
    if (no === null) url.searchParams.delete(NAME);
    else url.searchParams.set(NAME, String(no));
    window.history.replaceState(null, '', url);
  }, []);
  return [text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null, choose];
}
