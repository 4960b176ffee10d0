import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn, addOrganization } from '@/server/tools/test/platform';
import { startReplay } from '../replay/start-replay';
import { callingFlow, ECHO } from '../session/fixtures/flows';
import { listMaskedTurns } from '../session/list-masked-turns';
import { compareSession } from './compare-session';
import { type Forks, openForks } from './fixtures/open-forks';

let forks: Forks;

beforeAll(async () => {
  forks = await openForks();
});
afterAll(() => forks.close());

const wordsOf = (messages: readonly { direction: string; text: string }[]) =>
  messages.map(({ direction, text }) => `${direction === 'inbound' ? '>' : '<'} ${text}`);

async function ask(flowId: string, definition: unknown): Promise<string> {
  return (await startReplay(forks.ctx, { flowId, definition: JSON.parse(JSON.stringify(definition)) })).id;
}

describe('compareSession', () => {
  it('shows a session and its run on the draft of a replay', async () => {
    const { id, flowId } = await forks.begin(ECHO);
    await forks.say(id, 'one');
    const loud = JSON.stringify(ECHO).replace('You said', 'You shouted');
    const replayId = await ask(flowId, JSON.parse(loud));
    const both = await compareSession(forks.ctx, { flowId, replayId, sessionId: id });
    const place = { step: 1, node: 'repeat' };
    expect(both).toMatchObject({
      verdict: 'other_words',
      parting: { difference: 'words', turn: 1, past: place, next: place },
    });
    expect(wordsOf(both.past.messages)).toEqual(await forks.wordsOf(id));
    expect(wordsOf(both.next.messages)[2]).toBe('< You shouted: one');
    expect(both.past.turns.map(({ no }) => no)).toEqual([1, 2]);
    const { items } = await listMaskedTurns(forks.ctx, { sessionId: id, limit: 10 });
    expect(both.past.turns.map(({ trace }) => trace)).toEqual(items.map(({ trace }) => trace));
    expect(JSON.stringify(both.next.definition)).toContain('You shouted');
  });

  it('shows no credential that its readers see masked', async () => {
    const { id, flowId } = await forks.begin(callingFlow(forks.server.url));
    const flow = JSON.stringify(callingFlow(forks.server.url)).replace('body.text', 'body.token');
    const replayId = await ask(flowId, JSON.parse(flow));
    const both = await compareSession(forks.ctx, { flowId, replayId, sessionId: id });
    expect(wordsOf(both.next.messages)[0]).toBe('< Got ••••••.');
    expect(JSON.stringify(both)).not.toContain('hidden-token');
  });

  it('shows no session of another flow or organization, and needs the right to read transcripts', async () => {
    const { id, flowId } = await forks.begin(ECHO);
    const other = await forks.begin(ECHO);
    const replayId = await ask(flowId, ECHO);
    const { platform, orgId } = forks.testEnv;
    const asked = { flowId, replayId, sessionId: id };
    for (const wrong of [
      { ...asked, sessionId: other.id },
      { ...asked, flowId: other.flowId },
      { ...asked, replayId: 'x' },
    ])
      await expect(compareSession(forks.ctx, wrong)).rejects.toMatchObject({ code: 'not_found' });
    const stranger = actIn(platform, await addOrganization(platform.db));
    await expect(compareSession(stranger, asked)).rejects.toMatchObject({ code: 'not_found' });
    const scopes = ['flows:read'] as const;
    const actor = { type: 'apiKey' as const, orgId, keyId: 'k', scopes, channelId: null };
    const refused = compareSession(actIn(platform, orgId, actor), asked);
    await expect(refused).rejects.toMatchObject({ code: 'permission_denied' });
  });
});
