'use client';
import { useEffect } from 'react';
import { READY_EVENT } from './ready-event';

/** Tells the page of the entries, the shortcuts and the press that came before it had hydrated; belongs after all content. */
export function ReleasePresses() {
  useEffect(() => {
    window.dispatchEvent(new Event(READY_EVENT));
  }, []);
  return null;
}
