'use client';
import { useEffect, useRef, useState } from 'react';
import { cn } from '@/app/_ui/cn';
import { CodeEditor, type CodeEditorProps, frameOf } from './code-editor';

type CodeFieldProps = Omit<CodeEditorProps, 'autoFocus'>;

/** How far from the window a field is opened. */
const NEAR = '200px';

/**
 * A small editor for an expression or a template, with completion of the names in scope. It opens when it comes into sight or gets
 * the focus, because a form may have many.
 */
export function CodeField(props: CodeFieldProps) {
  const [opened, setOpened] = useState<'seen' | 'entered' | null>(null);
  if (opened) return <CodeEditor {...props} autoFocus={opened === 'entered'} />;
  return <ClosedField {...props} onOpen={setOpened} />;
}

type ClosedFieldProps = CodeFieldProps & { onOpen: (by: 'seen' | 'entered') => void };

/** The text as the editor shows it, without colors. */
function ClosedField({ onOpen, ...props }: ClosedFieldProps) {
  const { label, describedBy, invalid, readOnly, long = false, placeholder, value } = props;
  const host = useRef<HTMLDivElement>(null);
  const open = useRef(onOpen);
  open.current = onOpen;
  useEffect(() => {
    if (!host.current) return;
    const seen = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && open.current('seen'),
      { rootMargin: NEAR },
    );
    seen.observe(host.current);
    return () => seen.disconnect();
  }, []);
  return (
    <div ref={host} aria-invalid={invalid || undefined} className={frameOf(props)}>
      <textarea
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        readOnly={readOnly}
        rows={value.split('\n').length}
        placeholder={placeholder}
        value={value}
        onChange={({ target }) => props.onChange(target.value)}
        onFocus={() => onOpen('entered')}
        className={cn(
          'field-sizing-content block w-full resize-none bg-transparent px-2.5 py-[5px] text-[13px] leading-5 outline-none',
          long && 'min-h-16',
        )}
      />
    </div>
  );
}
