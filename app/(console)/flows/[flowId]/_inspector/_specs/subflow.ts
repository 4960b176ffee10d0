import { assignments } from './assignments';
import type { Field } from './field';

const inputs = assignments('inputs', 'Inputs');

/** The fields of a node that calls a flow, or goes to it. */
export const subflowFields: readonly Field[] = [
  { name: 'flow', label: 'Flow', hint: 'Write self for this flow.', control: { type: 'flow' } },
  {
    name: 'mode',
    label: 'Afterwards',
    optional: true,
    control: {
      type: 'select',
      fallback: 'call',
      options: [
        { value: 'call', label: 'Come back here when it ends' },
        { value: 'goto', label: 'Stay there' },
      ],
    },
  },
  {
    name: 'node',
    label: 'Begin at node',
    hint: 'The id of a node of that flow. Default: its start.',
    optional: true,
    control: { type: 'plain', mono: true },
  },
  {
    name: 'share',
    label: 'Share variables',
    hint: 'The other flow reads and sets the variables of this one, by their names.',
    optional: true,
    control: { type: 'switch', fallback: false },
  },
  { ...inputs, control: { ...inputs.control, declared: true } },
  assignments('outputs', 'Outputs', ['output'], 'Use output for the result of the called flow.'),
];
