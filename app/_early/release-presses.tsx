'use client';
import { useEffect } from 'react';
import { READY_EVENT } from './ready-event';

/** Repeats the press that was held until the page had hydrated; belongs after all content. */
export function ReleasePresses() {
  useEffect(() => {
    window.dispatchEvent(new Event(READY_EVENT));
  }, []);
  return null;
}
