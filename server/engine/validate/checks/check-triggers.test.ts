import { describe, expect, it } from 'vitest';
import { flowDefinition } from '../../definition';
import { end, flow, hello } from '../../fixtures/small-nodes';
import { validateFlow } from '../../validate';

const intent = { type: 'intent', name: 'order_status', displayLabel: 'My order' };
const event = { type: 'event', event: 'order.paid' };
const form = {
  type: 'form',
  code: 'contact',
  title: 'Contact',
  fields: [{ name: 'mail', label: 'E-mail', answer: { type: 'email' } }],
};

const validate = (...triggers: unknown[]) => validateFlow({ ...flow(hello, end), triggers }).problems;

describe('triggers', () => {
  it('may be of any type, or absent', () => {
    expect(validate(intent, event, form)).toEqual([]);
    expect(validateFlow(flow(hello, end)).definition?.triggers).toEqual([]);
  });

  it('have defaults', () => {
    const { triggers } = flowDefinition.parse({ ...flow(hello, end), triggers: [intent, event] });
    expect(triggers).toEqual([
      { ...intent, examples: [], requiredEntities: [] },
      { ...event, manual: false },
    ]);
  });

  it.each<[string, unknown, string]>([
    ['a name in capitals', { ...intent, name: 'Order' }, '/triggers/0/name'],
    ['a label that is empty', { ...intent, displayLabel: '' }, '/triggers/0/displayLabel'],
    ['a field that is not known', { ...intent, color: 'red' }, '/triggers/0/color'],
    ['a code with a slash', { ...form, code: 'a/b' }, '/triggers/0/code'],
    ['a form without fields', { ...form, fields: [] }, '/triggers/0/fields'],
    ['a type that is not known', { type: 'phone' }, '/triggers/0/type'],
  ])('rejects %s', (_, trigger, path) => {
    expect(validate(trigger)).toMatchObject([{ severity: 'error', code: 'shape', path }]);
  });

  it('rejects two of one type and name', () => {
    expect(validate(intent, event, { ...intent, displayLabel: 'Again' }, { ...event, manual: true })).toEqual(
      [
        {
          severity: 'error',
          code: 'duplicate_trigger',
          nodeId: null,
          path: '/triggers/2/name',
          message: 'There are two triggers for the intent "order_status".',
        },
        expect.objectContaining({ code: 'duplicate_trigger', path: '/triggers/3/event' }),
      ],
    );
    expect(validate({ ...event, event: 'contact' }, form)).toEqual([]);
  });

  it('validates their forms', () => {
    const fields = [
      { name: 'n', label: 'N', answer: { type: 'number', min: 9, max: 1 } },
      { name: 'n', label: '{{ oops', answer: { type: 'text' } },
    ];
    expect(validate({ ...form, fields })).toMatchObject([
      { code: 'duplicate_field', nodeId: null, path: '/triggers/0/fields/1/name' },
      { code: 'min_over_max', nodeId: null, path: '/triggers/0/fields/0/answer/min' },
      { code: 'template_syntax', nodeId: null, path: '/triggers/0/fields/1/label' },
    ]);
  });

  it('warns of a form that reads variables', () => {
    const fields = [{ name: 'n', label: '{{ shop }}, {{ trigger.type }}', answer: { type: 'text' } }];
    const definition = {
      ...flow(hello, end),
      variables: [{ name: 'shop' }],
      triggers: [{ ...form, fields }],
    };
    expect(validateFlow(definition).problems).toMatchObject([
      {
        severity: 'warning',
        code: 'unknown_variable',
        message: '"shop" has no value when the form is shown.',
      },
      { code: 'unknown_variable' },
    ]);
  });

  it('warns of a flow that emits the event that starts it', () => {
    const emit = { id: 'e', kind: 'emit', event: 'order.paid' };
    const { problems } = validateFlow({ ...flow(emit), triggers: [event] });
    expect(problems).toMatchObject([
      { severity: 'warning', code: 'starts_itself', nodeId: 'e', path: '/nodes/0/event' },
    ]);
  });

  it('can be read as the variable trigger in every flow', () => {
    const say = { ...hello, messages: [{ type: 'text', text: '{{ trigger.text }}' }] };
    expect(validateFlow(flow(say, end)).problems).toEqual([]);
  });
});
