import { beforeAll, describe, expect, it } from 'vitest';
import { ask, type Reply, type Target } from './support/target';

/** A failure in a dialect's format: the status, and fields that the body must contain. */
type Failure = { status: number; body: object };

/** A paginated list of the dialect, and how a client reads all of its pages. */
type List = {
  name: string;
  /** The items the list must contain, in any order. */
  expected: unknown[];
  /** The pages in order, each with its items. */
  readPages(): Promise<unknown[][]>;
};

/** The facts about one dialect that the shared suite needs. */
export type Dialect = {
  /** Headers with a valid credential. */
  credential: Record<string, string>;
  /** The same headers with a well-formed but unknown credential. */
  unknownCredential: Record<string, string>;
  /** A path that answers GET with 200. */
  read: string;
  /** A path that accepts POST, with a valid body. */
  write: { path: string; body: object };
  /** A path within the dialect that has no route. */
  unknownPath: string;
  /** A body above the size limit. */
  tooManyBytes: number;
  failures: {
    missingCredential: Failure;
    unknownCredential: Failure;
    unknownPath: Failure;
    wrongMethod: Failure;
    badJson: Failure;
    /** For JSON that is not an object, and for an empty object. */
    notAnObject: Failure;
    nothingGiven: Failure;
    bodyTooLarge: Failure;
  };
  lists: List[];
};

/** Tests the behavior that all dialects share. */
export function describeDialect(
  name: string,
  target: () => Target,
  open: (target: Target) => Promise<Dialect>,
): void {
  let dialect: Dialect;
  beforeAll(async () => {
    dialect = await open(target());
  });

  const send = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
    ask<object>(target(), method, path, { key: null, headers, body });
  const expectFailure = (reply: Reply<object>, failure: Failure): void => {
    expect({ status: reply.status, body: reply.body }).toMatchObject(failure);
    expect(reply.headers.get('content-type')).toMatch(/^application\/json/);
    expect(reply.headers.get('x-request-id')).toBeTruthy();
  };

  describe(`the dialect ${name}`, () => {
    it('accepts the credential, and has a request id in every response', async () => {
      const { read, write, credential } = dialect;
      const answers = [
        await send('GET', read, credential),
        await send('POST', write.path, credential, write.body),
      ];
      for (const answer of answers) {
        expect([200, 201, 202], answer.text).toContain(answer.status);
        expect(answer.headers.get('x-request-id')).toBeTruthy();
      }
    });

    it('refuses other credentials', async () => {
      const { read, write, failures, unknownCredential } = dialect;
      expectFailure(await send('GET', read, {}), failures.missingCredential);
      expectFailure(await send('POST', write.path, {}, write.body), failures.missingCredential);
      expectFailure(await send('GET', read, unknownCredential), failures.unknownCredential);
    });

    it('has its own errors for an unknown path and a wrong method', async () => {
      const { read, write, failures, credential, unknownPath } = dialect;
      expectFailure(await send('GET', unknownPath, credential), failures.unknownPath);
      for (const path of [read, write.path]) {
        const reply = await send('PUT', path, credential, {});
        expectFailure(reply, failures.wrongMethod);
        expect(reply.headers.get('allow')).toMatch(/GET|POST/);
      }
    });

    it.each(['{"half":', 'nonsense', '{"a":1}}'])('refuses a body that is not JSON: %s', async (text) => {
      const { write, failures, credential } = dialect;
      expectFailure(await send('POST', write.path, credential, text), failures.badJson);
    });

    it.each(['[]', '"text"', '7', 'null'])('refuses a body that is not an object: %s', async (text) => {
      const { write, failures, credential } = dialect;
      expectFailure(await send('POST', write.path, credential, text), failures.notAnObject);
    });

    it.each(['7615917337495251231', '9007199254740993', '1e400'])(
      'json/numbers-unchanged: refuses the number %s by its path',
      async (number) => {
        const { write, failures, credential } = dialect;
        const body = JSON.stringify({ ...write.body, given: { ids: [1] } }).replace('[1]', `[1,${number}]`);
        const { status, body: answer, text } = await send('POST', write.path, credential, body);
        expect({ status, body: answer }).toMatchObject(failures.notAnObject);
        expect(text).toContain(number);
        expect(text).toMatch(/given\W+ids/);
        const asText = await send('POST', write.path, credential, body.replace(number, `"${number}"`));
        expect([200, 201, 202], asText.text).toContain(asText.status);
      },
    );

    it('refuses an empty object', async () => {
      const { write, failures, credential } = dialect;
      expectFailure(await send('POST', write.path, credential, {}), failures.nothingGiven);
    });

    it('refuses a body that is too large', async () => {
      const { write, failures, credential, tooManyBytes } = dialect;
      const body = JSON.stringify({ ...write.body, filling: 'x'.repeat(tooManyBytes) });
      expectFailure(await send('POST', write.path, credential, body), failures.bodyTooLarge);
    });

    it('returns every item of every list once, page by page', async () => {
      for (const { name: list, expected, readPages } of dialect.lists) {
        const pages = await readPages();
        expect(pages.length, list).toBeGreaterThan(1);
        const items = pages.flat();
        expect(new Set(items.map((item) => JSON.stringify(item))).size, list).toBe(items.length);
        expect(items, list).toEqual(expect.arrayContaining(expected));
        expect(
          pages.slice(0, -1).every((page) => page.length === pages[0]?.length),
          list,
        ).toBe(true);
      }
    });
  });
}
