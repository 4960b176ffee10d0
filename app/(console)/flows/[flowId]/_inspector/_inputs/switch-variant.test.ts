import { describe, expect, it } from 'vitest';
import { content } from '../_specs/content';
import type { Union } from '../_specs/field';
import { switchVariant } from './switch-variant';

const union = content as Union;

describe('a value that gets another kind', () => {
  it('keeps the fields that both kinds edit alike', () => {
    const text = { type: 'text', text: 'Hello' };
    expect(switchVariant(union, text, 'markdown')).toEqual({ type: 'markdown', text: 'Hello' });
    expect(switchVariant(union, text, 'buttons')).toMatchObject({ type: 'buttons', text: 'Hello' });
  });

  it('drops the others, and begins blank where the new kind has fields of its own', () => {
    const image = { type: 'image', url: 'https://a.test/b.png', title: 'B' };
    expect(switchVariant(union, image, 'text')).toEqual({ type: 'text', text: '' });
    expect(switchVariant(union, image, 'video')).toEqual({ ...image, type: 'video' });
  });

  it('keeps nothing of a field that is edited in another way', () => {
    const item = { type: 'location', title: 'Home', latitude: '1', longitude: '2' };
    expect(switchVariant(union, item, 'card')).toEqual({ type: 'card', title: 'Home', buttons: [] });
  });

  it('begins blank for a value of no known kind, and stays for an unknown kind', () => {
    expect(switchVariant(union, { type: 'odd', text: 7 }, 'text')).toEqual({ type: 'text', text: '' });
    expect(switchVariant(union, {}, 'odd')).toBeUndefined();
  });
});
