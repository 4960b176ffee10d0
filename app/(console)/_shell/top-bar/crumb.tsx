'use client';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';

const CrumbLabel = createContext<string | null>(null);
const SetCrumb = createContext<(label: string | null) => void>(() => {});

/** Keeps the name of the thing that the current page shows. */
export function CrumbProvider({ children }: { children: ReactNode }) {
  const [label, setLabel] = useState<string | null>(null);
  return (
    <SetCrumb value={setLabel}>
      <CrumbLabel value={label}>{children}</CrumbLabel>
    </SetCrumb>
  );
}

/** Appends the name of this page's thing to the breadcrumb while the page is mounted. */
export function Crumb({ label }: { label: string }) {
  const setLabel = use(SetCrumb);
  useEffect(() => {
    setLabel(label);
    return () => setLabel(null);
  }, [label, setLabel]);
  return null;
}

export function useCrumb(): string | null {
  return use(CrumbLabel);
}
