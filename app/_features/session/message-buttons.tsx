import { ExternalLink as LinkIcon, Phone } from 'lucide-react';
import { cn } from '@/app/_ui/cn';
import type { MessageButton } from '@/server/engine/outbound-message';
import { parseLinkUrl } from './safe-url';

/** Called with the value of the pressed choice or button. */
export type OnChoose = ((value: string) => void) | undefined;

const CHIP =
  'inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-full border border-line-strong bg-surface px-3 py-0.5 text-left text-sm [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-ink-3';
const PRESSABLE = 'transition-colors hover:border-accent hover:bg-accent-soft hover:text-accent';

/** One choice: a button while it can be chosen, plain text afterwards. */
export function ChoiceChip({ label, value, onChoose }: { label: string; value: string; onChoose: OnChoose }) {
  if (!onChoose)
    return (
      <span dir="auto" title={value} className={cn(CHIP, 'text-ink-2')}>
        {label}
      </span>
    );
  return (
    <button
      type="button"
      dir="auto"
      title={value}
      onClick={() => onChoose(value)}
      className={cn(CHIP, PRESSABLE)}
    >
      {label}
    </button>
  );
}

/** The buttons under a message or on a card. */
export function MessageButtons({
  buttons,
  onChoose,
}: {
  buttons: readonly MessageButton[];
  onChoose: OnChoose;
}) {
  if (buttons.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-1.5">
      {buttons.map((button, index) => (
        <ButtonChip key={`${String(index)} ${button.label}`} button={button} onChoose={onChoose} />
      ))}
    </div>
  );
}

function ButtonChip({ button, onChoose }: { button: MessageButton; onChoose: OnChoose }) {
  const { label, action } = button;
  if (action.type === 'reply') return <ChoiceChip label={label} value={action.value} onChoose={onChoose} />;
  const Icon = action.type === 'url' ? LinkIcon : Phone;
  const target = action.type === 'url' ? action.url : `tel:${action.phone}`;
  const href = parseLinkUrl(target);
  if (href === null)
    return (
      <span dir="auto" title={target} className={cn(CHIP, 'text-ink-2')}>
        <Icon aria-hidden /> {label}
      </span>
    );
  return (
    <a dir="auto" href={href} target="_blank" rel="noreferrer noopener" className={cn(CHIP, PRESSABLE)}>
      <Icon aria-hidden /> {label}
    </a>
  );
}
