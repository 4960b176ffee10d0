import { describe, expect, it } from 'vitest';
import type { SaveResult } from './draft-saver';
import { makeOwnSaves } from './own-saves';

const LOST: SaveResult = {
  kind: 'failed',
  mayPass: true,
  error: { title: 'The server could not be reached.' },
};

/** A server that holds one draft. `lost`: how many of the next saves it makes without an answer. */
function makeServer(draft: unknown, draftRev: number) {
  const server = { draft, draftRev, lost: 0, silent: false };
  const save = makeOwnSaves({
    save: async (next, ifRev) => {
      if (ifRev !== server.draftRev) return { kind: 'conflict', currentRev: server.draftRev };
      server.draft = next;
      server.draftRev += 1;
      if (server.lost === 0) return { kind: 'saved', rev: server.draftRev };
      server.lost -= 1;
      return LOST;
    },
    read: async () => (server.silent ? null : server),
  });
  return { server, save };
}

describe('a save whose answer was lost', () => {
  it('is recognized when the same text is saved', async () => {
    const { server, save } = makeServer({}, 5);
    server.lost = 1;
    expect(await save({ a: 1 }, 5)).toEqual(LOST);
    expect(await save({ a: 1 }, 5)).toEqual({ kind: 'saved', rev: 6 });
  });

  it('is built upon when the text has changed since', async () => {
    const { server, save } = makeServer({}, 5);
    server.lost = 1;
    expect(await save({ a: 1 }, 5)).toEqual(LOST);
    expect(await save({ a: 2 }, 5)).toEqual({ kind: 'saved', rev: 7 });
    expect(server.draft).toEqual({ a: 2 });
  });
});

describe('a save of another author', () => {
  it('is a conflict, also after a lost answer', async () => {
    const { server, save } = makeServer({}, 5);
    server.lost = 1;
    await save({ a: 1 }, 5);
    Object.assign(server, { draft: { theirs: true }, draftRev: 7 });
    expect(await save({ a: 2 }, 5)).toEqual({ kind: 'conflict', currentRev: 7 });
    expect(server.draft).toEqual({ theirs: true });
  });

  it('is assumed when the draft on the server cannot be read', async () => {
    const { server, save } = makeServer({ a: 1 }, 6);
    server.silent = true;
    expect(await save({ a: 1 }, 5)).toEqual({ kind: 'conflict', currentRev: 6 });
  });
});
