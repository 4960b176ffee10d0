import { CircleCheck, CircleX, type LucideIcon, MapPin, Paperclip, PhoneOff, Zap } from 'lucide-react';
import type { InboundContent as Content } from '@/server/services/session/view';

type Text = Extract<Content, { type: 'text' }>;
type Fact = { icon: LucideIcon; words: string };

const OUTCOMES: Record<Extract<Content, { type: 'transfer' }>['status'], Fact> = {
  success: { icon: CircleCheck, words: 'The transfer succeeded' },
  failed: { icon: CircleX, words: 'The transfer failed' },
  hangup: { icon: PhoneOff, words: 'The person hung up' },
};

/** The person's input, or the outcome of a transfer. */
export function InputContent({ content }: { content: Content }) {
  return content.type === 'text' ? <InputText {...content} /> : <InputFact {...toFact(content)} />;
}

function InputText({ text, value }: Text) {
  const detail = describeValue(text, value);
  return (
    <div className="w-fit max-w-full rounded-lg rounded-tr-sm bg-accent-soft px-3 py-2">
      <p dir="auto" className="whitespace-pre-wrap text-ink [overflow-wrap:anywhere]">
        {text === '' ? '(nothing)' : text}
      </p>
      {detail !== null && (
        <p className="mt-0.5 font-mono text-ink-2 text-xs [overflow-wrap:anywhere]">{detail}</p>
      )}
    </div>
  );
}

// A value equal to the text is not shown twice.
function describeValue(text: string, value: unknown): string | null {
  if (value === undefined || value === text) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function toFact(content: Exclude<Content, Text>): Fact {
  switch (content.type) {
    case 'transfer': {
      const { icon, words } = OUTCOMES[content.status];
      return { icon, words: content.failReason ? `${words}: ${content.failReason}` : words };
    }
    case 'event':
      return { icon: Zap, words: `Event ${content.name}` };
    case 'location':
      return { icon: MapPin, words: content.title ?? `${content.latitude}, ${content.longitude}` };
    default:
      return { icon: Paperclip, words: content.title ?? content.url };
  }
}

function InputFact({ icon: Icon, words }: Fact) {
  return (
    <p className="flex w-fit items-center gap-2 rounded-lg border border-dashed border-line-strong px-3 py-2 text-sm">
      <Icon aria-hidden className="size-4 shrink-0 text-ink-2" />
      <span dir="auto" className="[overflow-wrap:anywhere]">
        {words}
      </span>
    </p>
  );
}
