import { describe, expect, it } from 'vitest';
import { findAddressDefect, isHostAllowed, parseAllowList, toHost } from './address-guard';

describe('parseAllowList', () => {
  it('reads hosts, ports and ranges', () => {
    const rules = parseAllowList(['API.internal', 'db.internal:80', '[::1]:3000', 'fd00::1', '10.0.0.0/8']);
    expect(isHostAllowed(rules, 'api.internal', 8443)).toBe(true);
    expect(isHostAllowed(rules, 'db.internal', 80)).toBe(true);
    expect(isHostAllowed(rules, 'db.internal', 81)).toBe(false);
    expect(isHostAllowed(rules, '::1', 3000)).toBe(true);
    expect(isHostAllowed(rules, '::1', 3001)).toBe(false);
    expect(isHostAllowed(rules, 'fd00::1', 1)).toBe(true);
    expect(findAddressDefect(rules, '10.1.2.3')).toBeNull();
    expect(findAddressDefect(rules, '11.1.2.3')).toBeNull();
    expect(findAddressDefect(rules, '192.168.0.1')).toContain('private');
  });

  it.each([
    'http://a.test',
    'a.test/path',
    'a b',
    'user@a.test',
    ':secret@a.test',
    '10.0.0.0/99',
    'a.test?x',
  ])('refuses %s', (entry) => {
    expect(() => parseAllowList([entry])).toThrow(entry);
  });
});

describe('findAddressDefect', () => {
  it.each(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'])('allows %s', (address) => {
    expect(findAddressDefect([], address)).toBeNull();
  });

  it.each([
    '192.0.0.192',
    '198.18.0.1',
    '240.0.0.1',
    '100::1',
    '2001:db8::1',
    '3fff::1',
    '5f00::1',
    'nonsense',
  ])('refuses %s', (address) => {
    expect(findAddressDefect([], address)).not.toBeNull();
  });
});

describe('toHost', () => {
  it('normalizes brackets, final dot and case', () => {
    expect(['[::1]', 'A.Test.', 'a.test'].map(toHost)).toEqual(['::1', 'a.test', 'a.test']);
  });
});
