import { FileText, ImageOff, MapPin } from 'lucide-react';
import { useState } from 'react';
import { toShownName } from '@/app/_lib/shorten';
import { useOrigin } from '@/app/_lib/use-origin';
import { parseLinkUrl, parseMediaUrl } from './safe-url';

// The server fetches external pictures, so that a sender does not learn who views them, when and from where.
function toPictureSource(src: string, origin: string): string {
  return origin !== '' && new URL(src).origin === origin
    ? src
    : `/api/picture?url=${encodeURIComponent(src)}`;
}

/** An image; where it cannot be loaded, a link to it. */
export function MessageImage({
  url,
  title,
  className,
}: {
  url: string;
  title?: string | undefined;
  className?: string;
}) {
  const [broken, setBroken] = useState(false);
  const origin = useOrigin();
  const src = parseMediaUrl(url);
  if (src === null || broken)
    return (
      <span className="flex items-center gap-2 bg-subtle px-3 py-2 text-ink-2 text-sm">
        <ImageOff aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0">
          <ExternalLink url={url}>{title ?? url}</ExternalLink>
        </span>
      </span>
    );
  return (
    <picture className="contents">
      <img
        src={toPictureSource(src, origin)}
        alt={title ?? ''}
        width={288}
        height={160}
        loading="lazy"
        decoding="async"
        referrerPolicy="no-referrer"
        ref={repeatError}
        onError={() => setBroken(true)}
        className={className}
      />
    </picture>
  );
}

/** Loads a picture again that failed before the page was hydrated, because that error reached nobody. */
function repeatError(image: HTMLImageElement | null): void {
  if (!image?.complete || image.naturalWidth > 0) return;
  const { src } = image;
  image.src = src;
}

/** A link to a file, by its title or URL. */
export function MessageFile({ url, title }: { url: string; title?: string | undefined }) {
  return (
    <span className="flex items-center gap-2">
      <FileText aria-hidden className="size-4 shrink-0 text-ink-2" />
      <ExternalLink url={url}>{toShownName(title ?? url)}</ExternalLink>
    </span>
  );
}

/** An audio player. */
export function MessageAudio({ url, title }: { url: string; title?: string | undefined }) {
  const src = parseMediaUrl(url);
  if (src === null) return <MessageFile url={url} title={title} />;
  return (
    <figure className="space-y-1">
      {title && <figcaption className="text-sm">{title}</figcaption>}
      <audio src={src} controls preload="none" aria-label={title ?? 'Audio'} className="h-9 w-64 max-w-full">
        <track kind="captions" />
      </audio>
    </figure>
  );
}

/** A video player. */
export function MessageVideo({ url, title }: { url: string; title?: string | undefined }) {
  const src = parseMediaUrl(url);
  if (src === null) return <MessageFile url={url} title={title} />;
  return (
    <figure>
      <video
        src={src}
        controls
        preload="none"
        aria-label={title ?? 'Video'}
        className="max-h-72 w-72 max-w-full bg-subtle"
      >
        <track kind="captions" />
      </video>
      {title && <figcaption className="px-3 py-2 text-sm">{title}</figcaption>}
    </figure>
  );
}

/** A location, with its coordinates as a link to a map. */
export function MessageLocation({
  latitude,
  longitude,
  title,
}: {
  latitude: number;
  longitude: number;
  title?: string | undefined;
}) {
  const coordinates = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const map = `https://www.openstreetmap.org/?mlat=${String(latitude)}&mlon=${String(longitude)}#map=15/${String(latitude)}/${String(longitude)}`;
  return (
    <span className="flex items-start gap-2">
      <MapPin aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-2" />
      <span>
        {title && <span className="block font-medium">{title}</span>}
        <ExternalLink url={map}>{coordinates}</ExternalLink>
      </span>
    </span>
  );
}

/** A link to another site; plain text when the URL is not safe. */
function ExternalLink({ url, children }: { url: string; children: string }) {
  const href = parseLinkUrl(url);
  if (href === null) return <span className="[overflow-wrap:anywhere]">{children}</span>;
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer noopener"
      className="text-accent underline underline-offset-2 [overflow-wrap:anywhere]"
    >
      {children}
    </a>
  );
}
