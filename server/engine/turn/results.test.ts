import { describe, expect, it } from 'vitest';
import { converse, type NodeInput } from '../fixtures/converse';
import { describeResult } from '../fixtures/describe-result';
import { ask, EVENTS, FLOWS, say } from '../fixtures/waiting-flows';

const MINUTE = { amount: 1, unit: 'minutes' as const };

// Every part of a result is asserted, in order: what a turn adds, omits or reorders fails here.
describe('the exact result of a turn that', () => {
  it('asks, rejects and accepts a reply, and ends', () => {
    const rules = [{ when: 'answer != "no"', message: 'Not no.' }];
    const question = { ...ask('q', 'e'), noReply: { after: MINUTE }, rules } as NodeInput;
    const end: NodeInput = { id: 'e', kind: 'end', text: 'Bye', output: '{{ q }}' };
    const conversation = converse({ nodes: [say('m', 'Hi', 'q'), question, end] });
    expect(describeResult(conversation.start({ a: 1 }))).toEqual([
      'applied',
      'message m in-0 text "Hi"',
      'message q in-0 text "q?" q:text',
      'timer.set 1:0 +60',
      'step /m message enter next>q',
      'step /q question enter null>null',
      'state awaiting_input input attempts=0 timer="1:0" input=in-0 visits=2/0',
    ]);
    expect(describeResult(conversation.say('no'))).toEqual([
      'applied',
      'message q in-1 text "Not no." q:text',
      'timer.set 2:0 +61',
      'timer.cancel 1:0',
      'step /q question resume null>null {"answer":{"accepted":false,"reason":"Not no.","rule":{"source":"answer != \\"no\\"","value":false,"operands":[{"source":"answer","value":"no"}]}}}',
      'state awaiting_input input attempts=1 timer="2:0" input=in-1 visits=1/0',
    ]);
    expect(describeResult(conversation.say('yes'))).toEqual([
      'applied',
      'message e in-2 output "Bye"',
      'message e in-2 end ""',
      'timer.cancel 2:0',
      'step /q question resume next>e q:null>"yes" {"answer":{"accepted":true,"value":"yes"}}',
      'step /e end enter null>null',
      'state completed input=in-2 output="yes" visits=2/2',
    ]);
  });

  it('asks for the fields of a form one by one', () => {
    const fields = [
      { name: 'n', label: 'Name', answer: { type: 'text' as const } },
      {
        name: 'c',
        label: 'Color',
        answer: { type: 'choice' as const, choices: [{ value: 'red', label: 'Red' }] },
      },
    ];
    const form: NodeInput = {
      id: 'f',
      kind: 'question',
      prompt: [{ type: 'text', text: 'Please fill in.' }],
      answer: { type: 'form', fields },
      variable: 'form',
      exits: {},
    };
    const conversation = converse({ nodes: [form] });
    expect(describeResult(conversation.start())).toEqual([
      'applied',
      'message f in-0 text "Please fill in.\\nName" form:form',
      'step /f question enter null>null',
      'state awaiting_input input attempts=0 field=0 input=in-0 visits=1/0',
    ]);
    expect(describeResult(conversation.say('Ann'))).toEqual([
      'applied',
      'message f in-1 text "Color\\n1. Red" c:choice',
      'step /f question resume null>null {"answer":{"accepted":true,"value":"Ann"}}',
      'state awaiting_input input attempts=0 field=1 answers={"n":"Ann"} input=in-1 visits=1/0',
    ]);
    expect(describeResult(conversation.say('blue'))).toEqual([
      'applied',
      'message f in-2 text "Please choose one of these: Red.\\n1. Red" c:choice',
      'step /f question resume null>null {"answer":{"accepted":false,"reason":"Please choose one of these: Red."}}',
      'state awaiting_input input attempts=1 field=1 answers={"n":"Ann"} input=in-2 visits=1/0',
    ]);
    expect(describeResult(conversation.say('1'))).toEqual([
      'applied',
      'message f in-3 end ""',
      'step /f question resume next>null form:null>{"n":"Ann","c":"red"} {"answer":{"accepted":true,"value":{"n":"Ann","c":"red"}}}',
      'state completed input=in-3 visits=1/1',
    ]);
  });

  it('calls a flow and returns from it', () => {
    const subflow: NodeInput = {
      id: 's',
      kind: 'subflow',
      flow: 'faq',
      inputs: [{ variable: 'i', value: '1' }],
      outputs: [{ variable: 'o', value: 'output' }],
      exits: { next: 'm' },
    };
    const end: NodeInput = { id: 'e', kind: 'end', text: 'Thanks', output: '{{ q }}{{ i }}' };
    const called = { faq: { nodes: [ask('q', 'e'), end] } };
    const conversation = converse({ nodes: [subflow, say('m', 'Back')] }, { called });
    expect(describeResult(conversation.start())).toEqual([
      'applied',
      'message q in-0 text "q?" q:text',
      'step /s subflow enter null>null',
      'step faq/q question enter null>null',
      'state awaiting_input input attempts=0 input=in-0 visits=2/0',
    ]);
    expect(describeResult(conversation.say('ok'))).toEqual([
      'applied',
      'message e in-1 text "Thanks"',
      'message m in-1 text "Back"',
      'message m in-1 end ""',
      'step faq/q question resume next>e q:null>"ok" {"answer":{"accepted":true,"value":"ok"}}',
      'step faq/e end enter null>null',
      'step /s subflow resume next>m o:null>"ok1"',
      'step /m message enter next>null',
      'state completed input=in-1 visits=4/4',
    ]);
  });

  it('emits, suggests and loops in one turn', () => {
    const nodes: NodeInput[] = [
      { id: 'e', kind: 'emit', event: 'x', payload: { a: '{{ a }}' }, exits: { next: 'p' } },
      { id: 'p', kind: 'suggest', text: 'Hello', score: '0.5', exits: { next: 'l' } },
      { id: 'l', kind: 'each', list: '[1, 2]', item: 'n', exits: { body: 'l', done: 'q' } },
      ask('q'),
    ];
    const conversation = converse({ nodes });
    expect(describeResult(conversation.start({ a: 1 }))).toEqual([
      'applied',
      'message q in-0 text "q?" q:text',
      'event.emit 1:0 x {"a":1}',
      'suggest 1:1 "Hello" 0.5',
      'step /e emit enter next>p',
      'step /p suggest enter next>l',
      'step /l each enter body>l n:null>1',
      'step /l each enter body>l n:1>2',
      'step /l each enter done>q',
      'step /q question enter null>null',
      'state awaiting_input input attempts=0 input=in-0 visits=6/0',
    ]);
  });

  it('gives control to a person and back', () => {
    const conversation = converse(FLOWS.input);
    conversation.start();
    expect(describeResult(conversation.send(EVENTS.replied))).toEqual([
      'applied',
      'state awaiting_input human input attempts=0 input=in-0 visits=0/0',
    ]);
    expect(describeResult(conversation.say('hello'))).toEqual([
      'applied',
      'state awaiting_input human input attempts=0 input=in-0 visits=0/0',
    ]);
    expect(describeResult(conversation.send(EVENTS.flow))).toEqual([
      'applied',
      'state awaiting_input input attempts=0 input=in-0 visits=0/0',
    ]);
  });

  it('changes variables without running the flow', () => {
    const conversation = converse(FLOWS.input);
    conversation.start();
    expect(describeResult(conversation.send(EVENTS.variables))).toEqual([
      'applied',
      'step /q variables resume null>null x:null>1',
      'state awaiting_input input attempts=0 input=in-0 visits=0/0',
    ]);
  });

  it('refuses and ignores without any output', () => {
    const conversation = converse(FLOWS.input);
    conversation.start();
    expect(describeResult(conversation.send(EVENTS.transferred))).toEqual([
      'refused wrong_input text',
      'state awaiting_input input attempts=0 input=in-0 visits=0/0',
    ]);
    expect(describeResult(conversation.send(EVENTS.otherTimer))).toEqual([
      'ignored the session does not wait for this timer',
      'state awaiting_input input attempts=0 input=in-0 visits=0/0',
    ]);
  });

  it('fails at a missing node, and refuses what follows', () => {
    const conversation = converse({ nodes: [say('m', 'Hi', 'gone')] });
    expect(describeResult(conversation.start())).toEqual([
      'applied',
      'message m in-0 text "Hi"',
      'step /m message enter next>gone',
      'state failed input=in-0 node_missing at m visits=1/1',
    ]);
    expect(describeResult(conversation.say('more'))).toEqual([
      'refused finished',
      'state failed input=in-0 node_missing at m visits=0/1',
    ]);
  });
});
