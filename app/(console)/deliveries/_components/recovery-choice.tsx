import { RadioCards } from '@/app/_ui/form/radio-cards';

export type Recovery = 'recover' | 'replay';

const CHOICES = [
  {
    value: 'recover',
    label: 'Recover',
    hint: 'Sends the dead deliveries again, with the same bytes and ids, each in its original place in its thread.',
  },
  {
    value: 'replay',
    label: 'Replay',
    hint: 'Also creates deliveries that were never created because there was no webhook or it was off. Repeating it sends nothing twice.',
  },
] as const;

/** Whether only dead deliveries are sent again, or also turns that were never delivered. */
export function RecoveryChoice({
  value,
  onChange,
}: {
  value: Recovery;
  onChange: (value: Recovery) => void;
}) {
  return <RadioCards name="recovery" value={value} onChange={onChange} options={CHOICES} />;
}
