import '@fontsource-variable/geist';
import '@fontsource-variable/geist-mono';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { Providers } from './providers';

// Every page depends on the viewer, and a build has no database.
export const dynamic = 'force-dynamic';

export const metadata: Metadata = {
  title: { default: 'Parley', template: '%s · Parley' },
  description: 'Conversational flows for other software.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fafafa' },
    { media: '(prefers-color-scheme: dark)', color: '#0f1011' },
  ],
};

/** The root layout: fonts, colors and providers. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const sent = await headers();
  const nonce = sent.get('x-nonce') ?? undefined;
  const firstPaint = { drawnAt: Date.now(), origin: readOrigin(sent) };
  // The theme is set on this element before the first paint, so it may differ from the server's markup.
  return (
    <html lang="en" suppressHydrationWarning>
      <body>
        <Providers nonce={nonce} firstPaint={firstPaint}>
          {children}
        </Providers>
      </body>
    </html>
  );
}

function readOrigin(sent: Headers): string {
  const protocol = sent.get('x-forwarded-proto') ?? 'http';
  return `${protocol}://${sent.get('x-forwarded-host') ?? sent.get('host') ?? ''}`;
}
