import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { SourceValue } from '@/server/engine/rendering/evaluate-source';
import { LiveValue } from './live-value';

const render = (value: SourceValue, locals: readonly string[] = []) =>
  renderToStaticMarkup(createElement(LiveValue, { value, locals, sampleName: 'with a sample' }));

describe('a live value', () => {
  it('is computed with the sample', () => {
    expect(render({ ok: true, value: { a: 1 }, missing: [] })).toContain('= {&quot;a&quot;:1}');
  });

  it('is the reason where it has no value', () => {
    const failed = render({ ok: false, message: 'Unexpected end', offset: 3 });
    expect(failed).toContain('Unexpected end');
    expect(failed).toContain('text-failed');
  });

  it('names variables that the sample lacks or only a running session has', () => {
    expect(render({ ok: true, value: null, missing: ['name'] })).toContain('name has no value in the sample');
    const local = render({ ok: true, value: null, missing: ['name', 'answer'] }, ['answer']);
    expect(local).toContain('answer is only known at run time');
  });
});
