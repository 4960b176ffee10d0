import '@fontsource-variable/geist';
import '@fontsource-variable/geist-mono';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { HOLD_KEYS } from './_early/hold-keys';
import { HOLD_PRESSES } from './_early/hold-presses';
import { KEEP_ENTRIES } from './_early/keep-entries';
import { Providers } from './providers';

// Every page depends on the viewer, and a build has no database.
export const dynamic = 'force-dynamic';

const DESCRIPTION = 'Conversational flows for other software.';
const PICTURE = { url: '/social.png', width: 1200, height: 630, alt: `Parley: ${DESCRIPTION}` };

/** Names the files of `public/`; the addresses of pictures in previews have to be absolute. */
export async function generateMetadata(): Promise<Metadata> {
  const origin = readOrigin(await headers());
  return {
    metadataBase: URL.canParse(origin) ? new URL(origin) : null,
    title: { default: 'Parley', template: '%s · Parley' },
    description: DESCRIPTION,
    robots: { index: false, follow: false },
    manifest: '/manifest.webmanifest',
    icons: {
      icon: [
        { url: '/favicon.ico', sizes: '32x32' },
        { url: '/icon.svg', type: 'image/svg+xml', sizes: 'any' },
      ],
      apple: { url: '/apple-touch-icon.png', sizes: '180x180' },
    },
    openGraph: { type: 'website', siteName: 'Parley', description: DESCRIPTION, images: PICTURE },
    twitter: { card: 'summary_large_image', images: PICTURE },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fafafb' },
    { media: '(prefers-color-scheme: dark)', color: '#0e0f11' },
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
        {/* The browser hides the nonce. */}
        <script nonce={nonce} suppressHydrationWarning>
          {`${KEEP_ENTRIES};${HOLD_KEYS};${HOLD_PRESSES}`}
        </script>
        <noscript className="block border-b bg-waiting-soft px-4 py-2 text-sm text-waiting">
          Without JavaScript, pages of the console can be read and nothing can be changed.
        </noscript>
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
