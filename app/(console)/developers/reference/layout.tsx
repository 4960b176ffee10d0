import type { ReactNode } from 'react';
import { ReferenceFrame } from './_browse/reference-frame';

export default function ReferenceLayout({ children }: { children: ReactNode }) {
  return <ReferenceFrame>{children}</ReferenceFrame>;
}
