import { describe, expect, it } from 'vitest';
import type { Json } from '../json';
import { createCompiler, type SourceUse, toPointerToken } from './compiler';

function compile(mainLanguage?: string) {
  const uses: SourceUse[] = [];
  return { uses, compiler: createCompiler((use) => uses.push(use), mainLanguage) };
}

describe('what is compiled', () => {
  it('is reported with its path, its names and its problems', () => {
    const { uses, compiler } = compile();
    compiler.expression('/a', 'x + y');
    compiler.expression('/b', 'x +');
    compiler.text('/c', 'Hi {{ name }}', ['name']);
    compiler.text('/d', 'Hi {{ name +');
    expect(uses.map(({ kind, path, names, locals }) => ({ kind, path, names: [...names], locals }))).toEqual([
      { kind: 'expression', path: '/a', names: ['x', 'y'], locals: [] },
      { kind: 'expression', path: '/b', names: [], locals: [] },
      { kind: 'template', path: '/c', names: ['name'], locals: ['name'] },
      { kind: 'template', path: '/d', names: [], locals: [] },
    ]);
    expect(uses.map(({ problems }) => problems.length)).toEqual([0, 1, 0, 1]);
  });

  it('is a text for each language, the main one where a language lacks it', () => {
    const texts = { 'en-GB': 'lift {{ a }}', de: 'Aufzug {{ a }}' };
    const { uses, compiler } = compile('de-AT');
    const { languages, fallback } = compiler.localized('/t', texts);
    expect([...languages.keys()]).toEqual(['en-GB', 'de']);
    expect(fallback.source).toBe(texts.de);
    expect(uses.map(({ path, language, locals }) => ({ path, language, locals }))).toEqual([
      { path: '/t/en-GB', language: 'en-GB', locals: [] },
      { path: '/t/de', language: 'de', locals: [] },
    ]);
  });

  it('falls back to the first language, and to an empty text', () => {
    expect(compile().compiler.localized('/t', { fr: 'f', de: 'd' }).fallback.source).toBe('f');
    expect(compile('it').compiler.localized('/t', { fr: 'f', de: 'd' }).fallback.source).toBe('f');
    expect(compile('it').compiler.localized('/t', {}).fallback).toEqual({ source: '', parts: [], names: [] });
  });

  it('is a text without languages if it is in one', () => {
    const { languages, fallback } = compile('it').compiler.localized('/t', 'x');
    expect([languages.size, fallback.source]).toEqual([0, 'x']);
  });
});

describe('data', () => {
  it('without templates is one constant', () => {
    const { uses, compiler } = compile();
    for (const value of ['a', '{ b }', 1, true, null, [1, ['a']], { a: { b: [] } }] as Json[])
      expect(compiler.data('/d', value)).toEqual({ type: 'constant', value });
    expect(uses).toEqual([]);
  });

  it('is taken apart as far as its templates need', () => {
    const { uses, compiler } = compile();
    const data = compiler.data('/d', { 'a/~b': [1, '{{ x }}'], c: { d: 1 } }, ['x']);
    expect(data).toMatchObject({
      type: 'record',
      entries: [
        ['a/~b', { type: 'list', items: [{ type: 'constant', value: 1 }, { type: 'text' }] }],
        ['c', { type: 'constant', value: { d: 1 } }],
      ],
    });
    expect(uses.map(({ path, locals }) => [path, locals])).toEqual([['/d/a~1~0b/1', ['x']]]);
  });

  it.each([
    ['lists', (inner: Json): Json => [inner]],
    ['records', (inner: Json): Json => ({ a: inner })],
  ])('has 64 levels of %s, and null within', (_, wrap) => {
    const nest = (levels: number, inner: Json): Json =>
      levels === 0 ? inner : wrap(nest(levels - 1, inner));
    const { compiler } = compile();
    expect(compiler.data('/d', nest(64, 'x'))).toEqual({ type: 'constant', value: nest(64, 'x') });
    expect(compiler.data('/d', nest(64, ['x']))).toEqual({ type: 'constant', value: nest(64, null) });
  });
});

describe('toPointerToken', () => {
  it('escapes the two signs of JSON pointers', () => {
    expect([toPointerToken('~/a~1'), toPointerToken(3)]).toEqual(['~0~1a~01', '3']);
  });
});
