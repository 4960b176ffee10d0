import { describe, expect, it } from 'vitest';
import { converse, type NodeInput } from '../fixtures/converse';
import { describeResult } from '../fixtures/describe-result';
import { ask, call, EVENTS, FLOWS, say } from '../fixtures/waiting-flows';

const MINUTE = { amount: 1, unit: 'minutes' as const };

// Every part of a result is asserted, in order: what a turn adds, omits or reorders fails here.
describe('the exact results of turns that', () => {
  it('takes noReply when the timer of a question fires', () => {
    const question = { ...ask('q'), noReply: { after: MINUTE }, exits: { noReply: 'm' } } as NodeInput;
    const conversation = converse({ nodes: [question, say('m', 'Gone')] });
    expect(describeResult(conversation.start())).toEqual([
      'applied',
      'message q in-0 text "q?" q:text',
      'timer.set 1:0 +60',
      'step /q question enter null>null',
      'state awaiting_input input attempts=0 timer="1:0" input=in-0 visits=1/0',
    ]);
    expect(describeResult(conversation.send(EVENTS.timer))).toEqual([
      'applied',
      'message m text "Gone"',
      'message m end ""',
      'step /q question resume noReply>m',
      'step /m message enter next>null',
      'state completed input=null visits=2/2',
    ]);
  });

  it('makes a call, queues a message, and continues with the result', () => {
    const conversation = converse({ nodes: [call, ask('q')] });
    expect(describeResult(conversation.start())).toEqual([
      'applied',
      'http.call 1:0 h GET https://x.test/',
      'step /h http enter null>null {"effect":{"key":"1:0","request":{"method":"GET","url":"https://x.test/","headers":{},"body":null,"timeoutMs":10000,"maxAttempts":1}}}',
      'state running effect effect="1:0" input=in-0 visits=1/1',
    ]);
    expect(describeResult(conversation.say('early'))).toEqual([
      'applied',
      'state running effect effect="1:0" input=in-0 inbox=early visits=0/1',
    ]);
    expect(describeResult(conversation.send(EVENTS.succeeded))).toEqual([
      'applied',
      'message q in-0 text "q?" q:text',
      'message q in-1 end ""',
      'step /h http resume success>q {"effect":{"key":"1:0","result":{"status":200,"headers":{},"body":null,"durationMs":1,"attempts":1}}}',
      'step /q question enter null>null',
      'step /q question resume next>null q:null>"early" {"answer":{"accepted":true,"value":"early"}}',
      'state completed input=in-1 visits=3/1',
    ]);
  });

  it('continues after a failed call', () => {
    const error = { code: 'timeout', message: 'Too late.', attempts: 2, durationMs: 5 };
    const conversation = converse({ nodes: [call, ask('q')] });
    conversation.start();
    expect(describeResult(conversation.send({ type: 'effect.failed', effect: '1:0', error }))).toEqual([
      'applied',
      'message q in-0 text "q?" q:text',
      'step /h http resume failure>q error:null>{"code":"timeout","message":"Too late.","status":null} {"effect":{"key":"1:0","error":{"code":"timeout","message":"Too late.","attempts":2,"durationMs":5}}}',
      'step /q question enter null>null',
      'state awaiting_input input attempts=0 input=in-0 visits=2/0',
    ]);
  });

  it('waits for a timer', () => {
    const conversation = converse(FLOWS.timer);
    expect(describeResult(conversation.start())).toEqual([
      'applied',
      'timer.set 1:0 +3600',
      'step /w wait enter null>null',
      'state awaiting_timer timer timer="1:0" input=in-0 visits=1/0',
    ]);
    expect(describeResult(conversation.send(EVENTS.timer))).toEqual([
      'applied',
      'message q in-0 text "q?" q:text',
      'step /w wait resume next>q',
      'step /q question enter null>null',
      'state awaiting_input input attempts=0 input=in-0 visits=2/0',
    ]);
  });

  it('waits for an event that matches', () => {
    const wait: NodeInput = {
      id: 'a',
      kind: 'await-event',
      event: 'e',
      variable: 'p',
      match: 'event.ok',
      timeout: MINUTE,
      exits: { next: 'q' },
    };
    const receive = (ok: boolean) =>
      conversation.send({ type: 'event.received', inputId: 'ev', name: 'e', payload: { ok } });
    const conversation = converse({ nodes: [wait, ask('q')] });
    expect(describeResult(conversation.start())).toEqual([
      'applied',
      'timer.set 1:0 +60',
      'step /a await-event enter null>null',
      'state awaiting_event event event="e" timer="1:0" input=in-0 visits=1/0',
    ]);
    expect(describeResult(receive(false))).toEqual([
      'ignored the event does not match',
      'state awaiting_event event event="e" timer="1:0" input=in-0 visits=0/0',
    ]);
    expect(describeResult(receive(true))).toEqual([
      'applied',
      'message q ev text "q?" q:text',
      'timer.cancel 1:0',
      'step /a await-event resume next>q p:null>{"ok":true}',
      'step /q question enter null>null',
      'state awaiting_input input attempts=0 input=ev visits=2/0',
    ]);
  });

  it('takes timeout when an event does not arrive', () => {
    const wait: NodeInput = {
      id: 'a',
      kind: 'await-event',
      event: 'e',
      timeout: MINUTE,
      exits: { timeout: 'm' },
    };
    const conversation = converse({ nodes: [wait, say('m', 'Late')] });
    conversation.start();
    expect(describeResult(conversation.send(EVENTS.timer))).toEqual([
      'applied',
      'message m text "Late"',
      'message m end ""',
      'step /a await-event resume timeout>m',
      'step /m message enter next>null',
      'state completed input=null visits=2/2',
    ]);
  });

  it('hands over, and continues after a failed transfer', () => {
    const transfer: NodeInput = {
      id: 't',
      kind: 'transfer',
      messages: [{ type: 'text', text: 'One moment.' }],
      destination: 'sales',
      exits: { error: 'm' },
    };
    const conversation = converse({ nodes: [transfer, say('m', 'Sorry')] });
    expect(describeResult(conversation.start())).toEqual([
      'applied',
      'message t in-0 text "One moment."',
      'step /t transfer enter null>null',
      'state awaiting_transfer transfer destination="sales" input=in-0 visits=1/0',
    ]);
    expect(describeResult(conversation.send({ ...EVENTS.transferred, status: 'failed' }))).toEqual([
      'applied',
      'message m x text "Sorry"',
      'message m x end ""',
      'step /t transfer resume error>m transferFailReason:null>"failed"',
      'step /m message enter next>null',
      'state completed input=x visits=2/2',
    ]);
  });
});
