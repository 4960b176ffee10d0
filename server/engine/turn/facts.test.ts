import { describe, expect, it } from 'vitest';
import { AT, converse, type Flow, textsOf } from '../fixtures/converse';
import { ask } from '../fixtures/waiting-flows';
import type { ContactFacts } from '../session';
import { validateFlow } from '../validate';
import { MAX_CONTACT_CHARS } from './facts';

const ADA: ContactFacts = { address: '+491511', name: 'Ada', locale: 'de-AT', attributes: { plan: 'gold' } };

const say = (text: string, next?: string, id = 'm'): Flow['nodes'][number] => ({
  id,
  kind: 'message',
  messages: [{ type: 'text', text }],
  exits: next ? { next } : {},
});

type Change = { field: string; value: string };
const change = (contact: Change[], next = 'm'): Flow['nodes'][number] => ({
  id: 's',
  kind: 'set',
  contact,
  exits: { next },
});

const talk = (flow: Flow, contact?: ContactFacts, session = { channel: 'chat', version: 7 }) => {
  const conversation = converse(flow);
  const started = conversation.send({
    ...{ type: 'started', inputId: 'in-0', variables: {}, session },
    ...(contact && { contact }),
  });
  return { ...conversation, started };
};

describe('session and contact (facts/read-only)', () => {
  it('are read in texts and expressions', () => {
    const text =
      '{{ session.id }} {{ session.startedAt }} {{ session.channel }} {{ session.version }} {{ session.language }}';
    const { started } = talk({ locale: 'de', nodes: [say(text)] });
    expect(textsOf(started)[0]).toBe(`session-1 ${new Date(AT).toISOString()} chat 7 de`);
    const person =
      '{{ contact.address }} {{ contact.name }} {{ contact.locale }} {{ contact.attributes.plan }}';
    expect(textsOf(talk({ nodes: [say(person)] }, ADA).started)[0]).toBe('+491511 Ada de-AT gold');
  });

  it('are empty and no misses where nothing is known, as in sessions of earlier releases', () => {
    const flow: Flow = {
      nodes: [say('[{{ session.id }}|{{ contact.name ?? "you" }}|{{ contact.attributes.plan }}]')],
    };
    const conversation = converse(flow);
    const started = conversation.start();
    expect(textsOf(started)[0]).toBe('[session-1|you|]');
    expect(Object.keys(conversation.state())).not.toEqual(expect.arrayContaining(['session']));
    expect(Object.keys(conversation.state())).not.toEqual(expect.arrayContaining(['contact']));
  });

  it('are read in called flows and before the first node', () => {
    const called = { own: { nodes: [{ id: 'm', kind: 'end' as const, output: '{{ contact.name }}' }] } };
    const flow: Flow = {
      variables: [{ name: 'hello', default: 'Hello {{ contact.name }} on {{ session.channel }}' }],
      nodes: [
        {
          ...{ id: 'c', kind: 'subflow', flow: 'own', exits: { next: 'm' } },
          outputs: [{ variable: 'got', value: 'output' }],
        },
        say('{{ hello }}, {{ got }}'),
      ],
    };
    const conversation = converse(flow, { called });
    const session = { channel: 'umi', version: 1 };
    const started = conversation.send({
      type: 'started',
      inputId: 'i',
      variables: {},
      session,
      contact: ADA,
    });
    expect(textsOf(started)[0]).toBe('Hello Ada on umi, Ada');
  });

  it('follow a later event, and survive JSON', () => {
    const { send, say: reply, state } = talk({ nodes: [ask('q', 'm'), say('{{ contact.name }}')] }, ADA);
    send({ type: 'variables.changed', set: {}, contact: { ...ADA, name: 'Countess Ada' } });
    expect(textsOf(reply('x'))[0]).toBe('Countess Ada');
    expect(JSON.parse(JSON.stringify(state())).contact).toEqual({ ...ADA, name: 'Countess Ada' });
  });
});

describe('a variable with the name of a fact (facts/own-name)', () => {
  it('hides it, also before it has a value', () => {
    const text = '{{ contact ?? "none" }}|{{ session ?? "none" }}';
    const nodes = [
      say(text, 'set'),
      { id: 'set', kind: 'set' as const, assign: [{ variable: 'session', value: '1' }] },
    ];
    const { started } = talk({ variables: [{ name: 'contact' }], nodes }, ADA);
    expect(textsOf(started)[0]).toBe('none|none');
  });

  it('hides it when a server gives it, as before', () => {
    const conversation = converse({ nodes: [say('{{ contact.phone }}')] });
    const started = conversation.send({
      ...{ type: 'started', inputId: 'i', variables: { contact: { phone: '123' } }, contact: ADA },
    });
    expect(textsOf(started)[0]).toBe('123');
  });
});

describe('a contact that is too large (facts/bounded)', () => {
  const large = { ...ADA, attributes: { note: 'x'.repeat(MAX_CONTACT_CHARS) } };

  it('is left out with a note', () => {
    const { started } = talk({ nodes: [say('[{{ contact.name }}]')] }, large);
    expect(textsOf(started)[0]).toBe('[]');
    expect(started.trace.steps[0]?.note).toBe('Left out a contact of more than 4096 characters.');
  });

  it('is not made by a flow', () => {
    const flow: Flow = {
      nodes: [
        change([{ field: 'attributes.note', value: `"${'x'.repeat(4_000)}" + "${'x'.repeat(200)}"` }]),
        say('[{{ contact.attributes.note }}]'),
      ],
    };
    const { started } = talk(flow, ADA);
    expect(textsOf(started)[0]).toBe('[]');
    expect(started.effects).toEqual([]);
    expect(started.trace.steps[0]?.note).toMatch(/larger than 4096 characters/);
  });
});

describe('a set node that changes the contact', () => {
  it('makes one effect with a derived key, and later nodes read the change', () => {
    const flow: Flow = {
      nodes: [
        {
          ...{ id: 's', kind: 'set', exits: { next: 'm' } },
          assign: [{ variable: 'who', value: '"Grace"' }],
          contact: [
            { field: 'name', value: 'who' },
            { field: 'locale', value: '"en_us"' },
            { field: 'attributes.visits', value: '(contact.attributes.visits ?? 0) + 1' },
            { field: 'attributes.plan', value: 'null' },
          ],
        },
        say(
          '{{ contact.name }} {{ contact.locale }} {{ contact.attributes.visits }} [{{ contact.attributes.plan }}]',
        ),
      ],
    };
    const { started, state } = talk(flow, ADA);
    expect(textsOf(started)[0]).toBe('Grace en-US 1 []');
    expect(started.effects).toEqual([
      {
        ...{ type: 'contact.patch', key: '1:0' },
        patch: { name: 'Grace', locale: 'en-US', attributes: { visits: 1, plan: null } },
      },
    ]);
    expect(state().contact).toEqual({ ...ADA, name: 'Grace', locale: 'en-US', attributes: { visits: 1 } });
  });

  it('leaves out names and locales of another kind, with notes', () => {
    const contact = [
      { field: 'name', value: '7' },
      { field: 'locale', value: '"nowhere at all"' },
    ];
    const { started } = talk({ nodes: [change(contact), say('{{ contact.name }}')] }, ADA);
    expect(textsOf(started)[0]).toBe('Ada');
    expect(started.effects).toEqual([]);
    expect(started.trace.steps[0]?.note).toBe(
      'Left out the contact\'s name, which is not a text. Left out the unknown locale "nowhere at all" of the contact.',
    );
  });
});

describe('the validator', () => {
  const check = (nodes: unknown[]) =>
    validateFlow({ format: 1, variables: [], start: 's', nodes }).problems.map(({ code, path, message }) => ({
      ...{ code, path, message },
    }));

  it('knows the fields of session and contact', () => {
    expect(check([{ ...say('{{ session.id }} {{ contact.attributes.anything }}'), id: 's' }])).toEqual([]);
    expect(check([{ ...say('{{ contact.plan }}'), id: 's' }])).toEqual([
      {
        code: 'unknown_field',
        path: '/nodes/0/messages/0/text',
        message:
          '"contact" has no field "plan". It has contact.address, contact.name, contact.locale, contact.attributes. ' +
          'Attributes of the contact are read as contact.attributes.plan.',
      },
    ]);
  });

  it('refuses a node that sets nothing, and fields that nobody can change', () => {
    expect(check([{ id: 's', kind: 'set' }])).toEqual([
      {
        code: 'nothing_set',
        path: '/nodes/0/assign',
        message: 'Set at least one variable, or a field of the contact.',
      },
    ]);
    const [problem] = check([{ id: 's', kind: 'set', contact: [{ field: 'address', value: '1' }] }]);
    expect(problem).toMatchObject({ code: 'shape', path: '/nodes/0/contact/0/field' });
  });
});
