import { describe, expect, it } from 'vitest';
import { NONCE_HEADER, setContentSecurityPolicy } from './content-security-policy';

function guard(headers: Record<string, string> = {}, isDevelopment = false) {
  const request = { headers };
  const sent: Record<string, string> = {};
  const setHeader = (name: string, value: string) => {
    sent[name] = value;
  };
  setContentSecurityPolicy(
    { request, response: { setHeader } } as unknown as Parameters<typeof setContentSecurityPolicy>[0],
    {
      isDevelopment,
    },
  );
  return {
    headers: request.headers as Record<string, string>,
    policy: sent['Content-Security-Policy'] ?? '',
  };
}

describe('the Content-Security-Policy of a page', () => {
  it('allows only scripts with the nonce of this response (csp/nonce)', () => {
    const { headers, policy } = guard();
    expect(policy).toContain(`script-src 'self' 'nonce-${headers[NONCE_HEADER] ?? ''}' 'strict-dynamic'`);
    expect(headers['content-security-policy']).toBe(policy);
    expect(guard().policy).not.toBe(policy);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });

  it('accepts no nonce from the caller (csp/nonce)', () => {
    const given = { [NONCE_HEADER]: 'mine', 'content-security-policy': "script-src 'nonce-mine'" };
    const { headers, policy } = guard(given);
    expect(headers[NONCE_HEADER]).not.toBe('mine');
    expect(policy).not.toContain('mine');
  });

  it('allows no other origin (csp/stays-here)', () => {
    const { policy } = guard();
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('connect-src');
    expect(policy).toContain("img-src 'self' data: blob:;");
    for (const none of ['frame-ancestors', 'base-uri', 'object-src'])
      expect(policy).toContain(`${none} 'none'`);
  });

  it('allows eval only in development', () => {
    expect(guard({}, true).policy).toContain("'unsafe-eval'");
  });
});
