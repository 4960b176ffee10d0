import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import { listButtons, renderInConsole, toText } from '@/app/_lib/fixtures/render-in-console';
import { Dialog } from '@/app/_ui/overlay/dialog';
import type { SaveState } from '../_draft/draft-saver';
import type { DraftControl, Flow } from '../_draft/use-draft';
import type { Problems } from '../_draft/use-problems';
import { PublishForm } from './publish-dialog';

type Case = { list?: Problems['list']; state?: Problems['state']; save?: SaveState; flow?: Partial<Flow> };

const FLOW = { id: 'f1', name: 'Shop', published: null, draftChanged: true } as Flow;

function render({ list = [], state = 'checked', save = { kind: 'saved' }, flow = {} }: Case) {
  const draft = { text: '{}', rev: 1, state: save } as DraftControl;
  const problems: Problems = { list, state, error: null, assigns: new Map(), personalData: null };
  const props = { flow: { ...FLOW, ...flow }, draft, problems, onJump: () => {}, onDone: () => {} };
  const html = renderInConsole(createElement(Dialog, { open: true }, createElement(PublishForm, props)));
  return { publish: listButtons(html).at(-1), buttons: listButtons(html), text: toText(html) };
}

const problem = (severity: 'error' | 'warning', message: string) => ({
  ...{ severity, message, nodeId: 'a', path: '', from: 0, to: 1, line: 1 },
});

describe('publishing', () => {
  it('is possible without problems, and with warnings, which are shown', () => {
    expect(render({})).toMatchObject({ publish: 'Publish', text: expect.not.stringContaining('Warnings') });
    const { publish, text, buttons } = render({ list: [problem('warning', 'Nothing leads here')] });
    expect([publish, text]).toEqual(['Publish', expect.stringContaining('they do not prevent publishing')]);
    expect(buttons.some((name) => name.includes('Nothing leads here'))).toBe(true);
  });

  it('waits for errors to be fixed', () => {
    const list = [problem('warning', 'Nothing leads here'), problem('error', 'No such node')];
    const { publish, text } = render({ list });
    expect(publish).toBe('Publish (disabled)');
    expect(text).toContain('Fix these errors first');
    expect(text).toContain('Fix 1 error to publish.');
    expect(text).toContain('No such node');
  });

  it.each([
    ['while the text is not JSON', { state: 'broken' }, 'not valid JSON'],
    ['while the draft conflicts', { save: { kind: 'conflict', currentRev: 2 } }, 'Resolve the conflict'],
    ['without a change', { flow: { published: { number: 3 }, draftChanged: false } }, 'the same as v3'],
  ] as [string, Case, string][])('is refused %s', (_, part, words) => {
    expect(render(part)).toMatchObject({
      publish: 'Publish (disabled)',
      text: expect.stringContaining(words),
    });
  });
});
