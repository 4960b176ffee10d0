import { expect } from 'vitest';
import { type Asked, ask, type ErrorBody, type Reply, requireBody, type Target } from '../support/target';

export type Paged<T> = { items: T[]; nextCursor: string | null };

/** Calls the management API of the target's organization; paths are relative to the organization. */
export type ManagementClient = {
  call<Body>(method: string, path: string, asked?: Asked): Promise<Reply<Body>>;
  /** Expects a failure with that status and code, and returns its message. */
  expectError(reply: Promise<Reply<ErrorBody>>, status: number, code: string): Promise<ErrorBody['error']>;
};

export function openManagement(target: () => Target): ManagementClient {
  return {
    call: (method, path, asked) => ask(target(), method, `/api/v1/orgs/${target().orgId}${path}`, asked),
    expectError: async (reply, status, code) => {
      const { error } = requireBody(await reply, status);
      expect(error.code).toBe(code);
      return error;
    },
  };
}
