'use client';
import { Search } from 'lucide-react';
import { COMMAND, OVERLAY } from './overlay-looks';

type CommandPlaceholderProps = {
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  placeholder: string;
  onClose: () => void;
};

/** Takes the typing while the code of a command dialog is loaded. */
export function CommandPlaceholder({
  label,
  value,
  onValueChange,
  placeholder,
  onClose,
}: CommandPlaceholderProps) {
  return (
    <>
      <div aria-hidden className={OVERLAY} onPointerDown={onClose} />
      <div role="dialog" aria-modal aria-label={label} aria-busy className={COMMAND.panel}>
        <div className={COMMAND.bar}>
          <Search aria-hidden className={COMMAND.icon} />
          <input
            ref={(input) => input?.focus()}
            aria-label={label}
            placeholder={placeholder}
            value={value}
            onChange={(event) => onValueChange(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && onClose()}
            className={COMMAND.input}
          />
        </div>
      </div>
    </>
  );
}
