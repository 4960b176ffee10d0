import { expect, it } from 'vitest';
import { newItem } from './new-item';

it('gives a new item unique names, and leaves everything else unchanged', () => {
  const branch = { id: 'branch', when: '' };
  expect(newItem(branch, [])).toEqual(branch);
  expect(newItem(branch, [branch, { id: 'branch_2' }])).toEqual({ id: 'branch_3', when: '' });
  expect(newItem({ value: '', label: '' }, [{ value: 'option' }])).toEqual({ value: 'option_2', label: '' });
  expect(newItem({ variable: 'value', value: '' }, [{ variable: 'value' }])).toEqual({
    variable: 'value_2',
    value: '',
  });
  expect(newItem({ type: 'text', text: '' }, [1])).toEqual({ type: 'text', text: '' });
  expect(newItem('', ['a'])).toBe('');
});
