'use client';
import { Search, X } from 'lucide-react';
import { type ComponentProps, useEffect, useRef } from 'react';
import { cn } from '../cn';
import { Input } from './input';
import { syncPrefilledInput } from './sync-prefilled-inputs';
import { useSearchText } from './use-search-text';

type SearchInputProps = Omit<ComponentProps<'input'>, 'value' | 'onChange'> & {
  label: string;
  value: string;
  /** Called when the typing has paused. */
  onSearch: (value: string) => void;
};

/** Searches a list. `/` focuses it. */
export function SearchInput({ label, value, onSearch, className, ...props }: SearchInputProps) {
  const [text, setText] = useSearchText(value, onSearch);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) syncPrefilledInput(input.current);
  }, []);
  return (
    <div className={cn('relative', className)}>
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-ink-3" />
      <Input
        ref={input}
        type="search"
        data-search
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && (text ? setText('') : event.currentTarget.blur())}
        className="h-8 pr-8 pl-8 text-sm [&::-webkit-search-cancel-button]:hidden"
        {...props}
      />
      {text && (
        <button
          type="button"
          aria-label="Clear search"
          onClick={() => setText('')}
          className="absolute top-1 right-1 flex size-6 items-center justify-center rounded-sm text-ink-3 hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </div>
  );
}
