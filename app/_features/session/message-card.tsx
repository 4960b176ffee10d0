import type { MessageCard as Card, MessageButton } from '@/server/engine/outbound-message';
import { MessageButtons, type OnChoose } from './message-buttons';
import { MessageImage } from './message-media';

const FRAME = 'overflow-hidden rounded-lg border bg-surface';
// A scrolling area must be reachable by keyboard.
const SCROLLER = { tabIndex: 0, role: 'group', 'aria-label': 'Cards' };

/** A card: picture, title, text and buttons. */
export function MessageCard({
  card,
  onChoose,
  className,
}: {
  card: Card;
  onChoose: OnChoose;
  className?: string;
}) {
  return (
    <div className={`${FRAME} ${className ?? 'w-72 max-w-full'}`}>
      {card.imageUrl && (
        <MessageImage url={card.imageUrl} title={card.title} className="h-36 w-full bg-subtle object-cover" />
      )}
      <div className="space-y-2 px-3 py-2.5">
        <div>
          <p dir="auto" className="font-medium [overflow-wrap:anywhere]">
            {card.title}
          </p>
          {card.subtitle && (
            <p dir="auto" className="text-ink-2 text-sm [overflow-wrap:anywhere]">
              {card.subtitle}
            </p>
          )}
        </div>
        <MessageButtons buttons={card.buttons} onChoose={onChoose} />
      </div>
    </div>
  );
}

/** Cards side by side. */
export function MessageCarousel({ cards, onChoose }: { cards: readonly Card[]; onChoose: OnChoose }) {
  return (
    <div {...SCROLLER} className="flex max-w-full gap-2 overflow-x-auto pb-1">
      {cards.map((card, index) => (
        <MessageCard
          key={`${String(index)} ${card.title}`}
          card={card}
          onChoose={onChoose}
          className="w-60 shrink-0"
        />
      ))}
    </div>
  );
}

type Item = { title: string; subtitle?: string; imageUrl?: string; button?: MessageButton };
type MessageListProps = { title?: string | undefined; items: readonly Item[]; onChoose: OnChoose };

/** A titled list of items. */
export function MessageList({ title, items, onChoose }: MessageListProps) {
  return (
    <div className={`${FRAME} w-80 max-w-full`}>
      {title && (
        <p dir="auto" className="border-b bg-canvas px-3 py-2 font-medium">
          {title}
        </p>
      )}
      <ul className="divide-y">
        {items.map((item, index) => (
          <li key={`${String(index)} ${item.title}`} className="flex items-center gap-3 px-3 py-2">
            {item.imageUrl && (
              <MessageImage
                url={item.imageUrl}
                className="size-10 shrink-0 rounded-md bg-subtle object-cover"
              />
            )}
            <span className="min-w-0 flex-1">
              <span dir="auto" className="block [overflow-wrap:anywhere]">
                {item.title}
              </span>
              {item.subtitle && (
                <span dir="auto" className="block text-ink-2 text-sm">
                  {item.subtitle}
                </span>
              )}
            </span>
            {item.button && <MessageButtons buttons={[item.button]} onChoose={onChoose} />}
          </li>
        ))}
      </ul>
    </div>
  );
}
