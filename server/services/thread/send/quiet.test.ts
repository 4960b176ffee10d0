import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HELD_FOR_MS, openQuietEnv, type QuietEnv } from './fixtures/quiet-env';

// Cites reply/once and quiet/one-input.

let env: QuietEnv;
beforeAll(async () => {
  env = await openQuietEnv();
});
afterAll(() => env.close());

describe('messages on a channel that holds them', () => {
  it('start the flow as one input, and are answered once', async () => {
    const { send, observe, quiet } = await env.open();
    const { session, messages } = await send('one');
    expect({ status: session.status, messages }).toEqual({ status: 'awaiting_timer', messages: [] });
    await send('two');
    expect(await quiet()).toBe(1);
    expect(await observe()).toMatchObject({
      events: [
        '1-0 session.started ',
        '1-1 message.received #1 one',
        '1-2 variables.changed trigger',
        '1-3 status.changed awaiting_timer',
        '2-0 message.received #2 two',
        '3-0 message.sent #3 one\ntwo',
        '3-1 message.sent #4 More?',
        '3-2 variables.changed trigger',
        '3-3 status.changed awaiting_input',
      ],
      webhooks: [
        '1 started >awaiting_timer flow>flow #1',
        '2 message awaiting_timer>awaiting_timer flow>flow #2',
        '3 quiet.ended awaiting_timer>awaiting_input flow>flow #3 #4',
      ],
    });
    expect(await env.countTimers()).toBe(0);
  });

  it('answer a question as one input', async () => {
    const { send, observe, quiet } = await env.openAsking();
    for (const text of ['one', 'two', 'three']) await send(text);
    expect(await quiet()).toBe(1);
    expect(await observe()).toMatchObject({
      events: [
        '3-0 message.received #4 one',
        '3-1 status.changed awaiting_timer',
        '4-0 message.received #5 two',
        '5-0 message.received #6 three',
        '6-0 message.sent #7 one\ntwo\nthree',
        '6-1 message.sent #8 More?',
        '6-2 variables.changed said',
        '6-3 status.changed awaiting_input',
      ],
      webhooks: [
        '3 message awaiting_input>awaiting_timer flow>flow #4',
        '4 message awaiting_timer>awaiting_timer flow>flow #5',
        '5 message awaiting_timer>awaiting_timer flow>flow #6',
        '6 quiet.ended awaiting_timer>awaiting_input flow>flow #7 #8',
      ],
    });
  });

  it('reach the flow when their person has been quiet, not before', async () => {
    const { send, listInputs, quiet } = await env.openAsking();
    await send('one');
    expect(await quiet(HELD_FOR_MS - 1)).toBe(0);
    await send('two');
    expect(await quiet(HELD_FOR_MS - 1)).toBe(0);
    expect(await quiet(1)).toBe(1);
    expect(await listInputs()).toEqual(['one\ntwo']);
    await send('three');
    await quiet();
    expect(await listInputs()).toEqual(['one\ntwo', 'three']);
  });

  it('reach the flow once, whichever of two workers fires', async () => {
    const { send, listInputs } = await env.openAsking();
    await send('one');
    env.clock.advance(HELD_FOR_MS);
    await Promise.all([env.fire(), env.fire()]);
    expect(await listInputs()).toEqual(['one']);
    expect(await env.countTimers()).toBe(0);
  });

  it('are not refused where messages are refused while one is answered', async () => {
    const { send, listInputs, quiet } = await env.openAsking({ concurrency: 'reject' });
    await send('one');
    await send('two');
    await quiet();
    expect(await listInputs()).toEqual(['one\ntwo']);
  });

  it('are answered in the response to the last one, if its caller waits', async () => {
    const { send, countTurns, observe, quiet } = await env.openAsking();
    const before = await countTurns();
    const first = send('one', { direct: true, waitMs: 20_000 });
    await expect.poll(countTurns).toBe(before + 1);
    const second = send('two', { direct: true, waitMs: 20_000 });
    expect((await first).messages).toEqual([]);
    await quiet();
    expect((await second).messages.map(({ text }) => text)).toEqual(['one\ntwo', 'More?']);
    expect((await observe()).webhooks.at(-1)).not.toContain('#');
  });

  it('are answered by webhook, if the caller of the last one has stopped waiting', async () => {
    const { send, observe, quiet } = await env.openAsking();
    const { settled, messages } = await send('one', { direct: true, waitMs: 1 });
    expect({ settled, messages }).toEqual({ settled: false, messages: [] });
    await quiet();
    expect((await observe()).webhooks.at(-1)).toMatch(/quiet\.ended .* #\d+ #\d+$/);
  });

  it.each(['close', 'takeOver'] as const)('stay in the transcript alone after %s', async (end) => {
    const conversation = await env.openAsking();
    await conversation.send('one');
    await conversation[end]();
    expect(await env.countTimers()).toBe(0);
    expect(await conversation.quiet()).toBe(0);
    expect((await conversation.observe()).events.join()).toContain('message.received #4 one');
    expect(await conversation.listInputs()).toEqual([]);
  });

  it('are deleted with their contact', async () => {
    const { send, erase, quiet } = await env.openAsking();
    await send('one');
    await erase();
    expect(await env.countTimers()).toBe(0);
    expect(await quiet()).toBe(0);
  });
});
