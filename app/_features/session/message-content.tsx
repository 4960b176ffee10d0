import { Flag } from 'lucide-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { cn } from '@/app/_ui/cn';
import { JsonView } from '@/app/_ui/value/json-view';
import type { MessageContent as Content } from '@/server/engine/outbound-message';
import { MessageButtons, type OnChoose } from './message-buttons';
import { MessageCard, MessageCarousel, MessageList } from './message-card';
import { MessageAudio, MessageFile, MessageImage, MessageLocation, MessageVideo } from './message-media';

// The Markdown parser is large, and most messages are plain text.
const Markdown = lazy(() => import('./markdown'));

type Renderers = {
  [T in Content['type']]: (content: Content & { type: T }, onChoose: OnChoose) => ReactNode;
};

const BUBBLE =
  'w-fit max-w-full overflow-hidden rounded-lg rounded-tl-sm border bg-surface base:px-3 base:py-2 [overflow-wrap:anywhere]';

/** The content of a flow's message, by its kind. */
export function MessageContent({ content, onChoose }: { content: Content; onChoose: OnChoose }) {
  const render = RENDERERS[content.type] as (content: Content, onChoose: OnChoose) => ReactNode;
  return render(content, onChoose);
}

const RENDERERS: Renderers = {
  text: ({ text }) => <Bubble className="whitespace-pre-wrap">{text}</Bubble>,
  markdown: ({ text }) => (
    <Bubble>
      <Suspense fallback={<p className="whitespace-pre-wrap">{text}</p>}>
        <Markdown text={text} />
      </Suspense>
    </Bubble>
  ),
  image: ({ url, title }) => (
    <Bubble className="p-0">
      <MessageImage
        url={url}
        title={title}
        className="max-h-72 min-h-16 w-72 max-w-full bg-subtle object-contain"
      />
      {title && <p className="border-t px-3 py-2 text-sm">{title}</p>}
    </Bubble>
  ),
  file: (content) => (
    <Bubble>
      <MessageFile url={content.url} title={content.title} />
    </Bubble>
  ),
  audio: (content) => (
    <Bubble>
      <MessageAudio url={content.url} title={content.title} />
    </Bubble>
  ),
  video: (content) => (
    <Bubble className="p-0">
      <MessageVideo url={content.url} title={content.title} />
    </Bubble>
  ),
  card: (card, onChoose) => <MessageCard card={card} onChoose={onChoose} />,
  carousel: ({ cards }, onChoose) => <MessageCarousel cards={cards} onChoose={onChoose} />,
  buttons: ({ text, buttons }, onChoose) => (
    <div className="space-y-1.5">
      {text !== '' && <Bubble className="whitespace-pre-wrap">{text}</Bubble>}
      <MessageButtons buttons={buttons} onChoose={onChoose} />
    </div>
  ),
  list: ({ title, items }, onChoose) => <MessageList title={title} items={items} onChoose={onChoose} />,
  location: ({ latitude, longitude, title }) => (
    <Bubble>
      <MessageLocation latitude={latitude} longitude={longitude} title={title} />
    </Bubble>
  ),
  custom: ({ payload }) => (
    <Titled title="Custom payload">
      <JsonView value={payload} />
    </Titled>
  ),
  output: ({ text, output }) => (
    <div className="space-y-1.5">
      {text !== '' && <Bubble className="whitespace-pre-wrap">{text}</Bubble>}
      <Output output={output} />
    </div>
  ),
  end: ({ output }) => (
    <div className="space-y-1.5">
      <p className="flex items-center gap-1.5 text-ink-2 text-xs">
        <Flag aria-hidden className="size-3.5" /> End of the flow
      </p>
      <Output output={output} />
    </div>
  ),
};

function Bubble({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div dir="auto" className={cn(BUBBLE, className)}>
      {children}
    </div>
  );
}

function Output({ output }: { output: unknown }) {
  if (output === null) return null;
  return (
    <Titled title="Output">
      <JsonView value={output} />
    </Titled>
  );
}

function Titled({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="w-fit min-w-56 max-w-full overflow-hidden rounded-lg border bg-surface">
      <p className="border-b bg-canvas px-3 py-1 text-ink-2 text-xs">{title}</p>
      <div className="p-2">{children}</div>
    </div>
  );
}
