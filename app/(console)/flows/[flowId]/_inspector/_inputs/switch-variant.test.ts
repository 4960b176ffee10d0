import { describe, expect, it } from 'vitest';
import { content } from '../_specs/content';
import type { Union } from '../_specs/field';
import { switchVariant } from './switch-variant';

const union = content as Union;

describe('a value of a union whose kind changes', () => {
  it('keeps the fields that both kinds share', () => {
    const text = { type: 'text', text: 'Hello' };
    expect(switchVariant(union, text, 'markdown')).toEqual({ type: 'markdown', text: 'Hello' });
    expect(switchVariant(union, text, 'buttons')).toMatchObject({ type: 'buttons', text: 'Hello' });
  });

  it('drops other fields, and begins the new kind’s own fields blank', () => {
    const image = { type: 'image', url: 'https://a.test/b.png', title: 'B' };
    expect(switchVariant(union, image, 'text')).toEqual({ type: 'text', text: '' });
    expect(switchVariant(union, image, 'video')).toEqual({ ...image, type: 'video' });
  });

  it('drops a field whose control differs', () => {
    const item = { type: 'location', title: 'Home', latitude: '1', longitude: '2' };
    expect(switchVariant(union, item, 'card')).toEqual({ type: 'card', title: 'Home', buttons: [] });
  });

  it('begins blank from an unknown kind, and stays unchanged for an unknown new kind', () => {
    expect(switchVariant(union, { type: 'odd', text: 7 }, 'text')).toEqual({ type: 'text', text: '' });
    expect(switchVariant(union, {}, 'odd')).toBeUndefined();
  });
});
