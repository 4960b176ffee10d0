import { describe, expect, it } from 'vitest';
import { toPlace } from './place';

describe('the place of an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', null],
    ['', null],
    ['192.0.2.1, 192.0.2.2', null],
  ])('%s', (address, place) => {
    expect(toPlace(address)).toBe(place);
  });

  it('is the same within a /64 network, and differs outside', () => {
    expect(toPlace('2001:db8:1:2::1')).toBe(toPlace('2001:db8:1:2:ffff::'));
    expect(toPlace('2001:db8:1:3::1')).not.toBe(toPlace('2001:db8:1:2::1'));
  });
});
