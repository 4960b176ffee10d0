import { expect, it } from 'vitest';
import { freshen } from './freshen';

it('gives a new item names that no other has, and leaves everything else', () => {
  const branch = { id: 'branch', when: '' };
  expect(freshen(branch, [])).toEqual(branch);
  expect(freshen(branch, [branch, { id: 'branch_2' }])).toEqual({ id: 'branch_3', when: '' });
  expect(freshen({ value: '', label: '' }, [{ value: 'option' }])).toEqual({ value: 'option_2', label: '' });
  expect(freshen({ variable: 'value', value: '' }, [{ variable: 'value' }])).toEqual({
    variable: 'value_2',
    value: '',
  });
  expect(freshen({ type: 'text', text: '' }, [1])).toEqual({ type: 'text', text: '' });
  expect(freshen('', ['a'])).toBe('');
});
