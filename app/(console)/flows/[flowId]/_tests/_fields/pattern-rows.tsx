'use client';
import { Textarea } from '@/app/_ui/form/textarea';
import { type PatternMode, readPattern, writePattern } from '../_model/pattern-text';
import { NativeSelect } from './native-select';
import { Rows } from './rows';

type PatternRowsProps = {
  noun: string;
  patterns: readonly string[];
  readOnly: boolean;
  onChange: (patterns: string[]) => void;
};

const MODES: Record<PatternMode, string> = {
  exact: 'exactly',
  pattern: 'by pattern',
  many: 'any number of them',
};

/** Expected texts in order, each exactly or by a pattern in which a star stands for any text. */
export function PatternRows({ noun, patterns, readOnly, onChange }: PatternRowsProps) {
  return (
    <Rows
      noun={noun}
      count={patterns.length}
      readOnly={readOnly}
      onAdd={() => onChange([...patterns, ''])}
      onRemove={(index) => onChange(patterns.toSpliced(index, 1))}
    >
      {(index) => {
        const shown = readPattern(patterns[index] ?? '');
        const name = `${noun} ${String(index + 1)}`;
        const change = (next: typeof shown) => onChange(patterns.with(index, writePattern(next)));
        return (
          <div className="flex flex-wrap gap-1.5">
            {shown.mode !== 'many' && (
              <Textarea
                aria-label={`Expected ${name}`}
                className="min-h-8 min-w-40 flex-1 py-1"
                disabled={readOnly}
                value={shown.text}
                placeholder={shown.mode === 'pattern' ? 'A star * stands for any text' : undefined}
                onChange={({ target }) => change({ ...shown, text: target.value })}
              />
            )}
            <NativeSelect
              label={`How ${name} is compared`}
              value={shown.mode}
              words={MODES}
              disabled={readOnly}
              onChange={(mode) => change(toMode(shown.text, mode))}
            />
          </div>
        );
      }}
    </Rows>
  );
}

// A pattern without a star would be an exact text.
function toMode(text: string, mode: PatternMode) {
  return { mode, text: mode === 'pattern' && !text.includes('*') ? `${text}*` : text };
}
