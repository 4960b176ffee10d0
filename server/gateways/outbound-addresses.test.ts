import { afterAll, describe, expect, it } from 'vitest';
import { findAddressDefect, parseAllowList } from './address-guard';
import { createHttpClient } from './http-client';

/** Internal addresses in every spelling. */
const INSIDE = {
  loopback: ['127.0.0.1', '127.1.2.3', '::1', '0.0.0.0', '::'],
  private: ['10.0.0.1', '172.16.0.1', '192.168.1.1', '100.64.0.1', 'fc00::1', 'fd12:3456::1', 'fec0::1'],
  'link-local and metadata': [
    '169.254.169.254',
    '169.254.170.2',
    'fd00:ec2::254',
    'fe80::1',
    '100.100.100.200',
    '168.63.129.16',
    '192.0.0.192',
  ],
  'IPv4-mapped': [
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:169.254.169.254',
    '::ffff:10.0.0.1',
    '::ffff:a9fe:a9fe',
  ],
  'IPv4-compatible': ['::127.0.0.1', '::10.0.0.1', '::a9fe:a9fe', '::8.8.8.8'],
  'IPv4-translated': ['::ffff:0:127.0.0.1', '::ffff:0:a9fe:a9fe'],
  NAT64: [
    '64:ff9b::127.0.0.1',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b::8.8.8.8',
    '64:ff9b:1::10.0.0.1',
    '64:ff9b:1::808:808',
  ],
  '6to4 and Teredo': ['2002:7f00:1::', '2002:a9fe:a9fe::1', '2001:0:7f00:1::1'],
  'many and none': ['224.0.0.1', 'ff02::1', '255.255.255.255', '240.0.0.1', '192.0.2.1', '2001:db8::1'],
} as const;

describe('findAddressDefect', () => {
  it.each(Object.entries(INSIDE))('refuses %s', (_, addresses) => {
    expect(addresses.filter((address) => findAddressDefect([], address) === null)).toEqual([]);
  });

  it('allows exactly the addresses on the allow list, also as mapped addresses', () => {
    const rules = parseAllowList(['127.0.0.0/8', '10.0.0.0/8']);
    const open = (address: string) => findAddressDefect(rules, address) === null;
    expect(['127.0.0.1', '10.9.9.9', '::ffff:127.0.0.1'].map(open)).toEqual([true, true, true]);
    expect(['169.254.169.254', '192.168.0.1', '::127.0.0.1', '64:ff9b::127.0.0.1'].map(open)).toEqual([
      ...[false, false, false, false],
    ]);
  });
});

describe('a client without an allow list', () => {
  const client = createHttpClient({ allow: [] });
  afterAll(() => client.close());

  const codeOf = async (url: string): Promise<string> => {
    const answer = await client.send({
      method: 'GET',
      url,
      headers: {},
      body: null,
      timeoutMs: 2_000,
      maxAttempts: 1,
    });
    return answer.type === 'error' ? answer.error.code : 'answered';
  };

  it.each([
    'http://2130706433:1/',
    'http://0x7f.1:1/',
    'http://0177.0.0.1:1/',
    'http://127.1:1/',
    'http://[::ffff:127.0.0.1]:1/',
    'http://[::7f00:1]:1/',
    'http://[64:ff9b::7f00:1]:1/',
    'http://[64:ff9b:1::7f00:1]:1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/latest/meta-data/',
    'http://localhost:1/',
    'file:///etc/passwd',
  ])('does not call %s', async (url) => {
    expect(await codeOf(url)).toBe('blocked');
    expect(await client.check(url)).toMatchObject({ ok: false });
  });
});
