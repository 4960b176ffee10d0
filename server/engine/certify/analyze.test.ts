import { describe, expect, it } from 'vitest';
import {
  analyzeFlow,
  ask,
  choice,
  type Definition,
  end,
  listFindings,
  retries,
  say,
  split,
} from './fixtures/analyze-flow';

describe('a way out', () => {
  it.each<[string, Definition, string[]]>([
    ['is an end', { nodes: [ask('q', 'x', { next: 'end' }), end()] }, []],
    ['is an exit that is not wired', { nodes: [say('m', 'Hi')] }, []],
    [
      'is a person',
      { nodes: [say('m', 'Hi', 't'), { id: 't', kind: 'transfer', exits: { success: 'm', error: 'm' } }] },
      [],
    ],
    [
      'is missing from a round',
      { nodes: [say('m', 'Hi', 'q'), ask('q', 'x', { next: 'r' }), say('r', 'Again', 'q')] },
      ['no_way_out m'],
    ],
    [
      'is an answer that may be invalid',
      { nodes: [ask('q', 'x', { next: 'q', invalid: 'end' }, retries), end()] },
      [],
    ],
    [
      'is no exit that is never taken',
      { nodes: [ask('q', 'x', { next: 'q', invalid: 'end' }), end()] },
      ['no_way_out q'],
    ],
    [
      'is missing from one part',
      { nodes: [split('s', 'end', 'q'), ask('q', 'x', { next: 'q' }), end()] },
      ['no_way_out q'],
    ],
    ['is not needed where nothing leads', { nodes: [end(), ask('q', 'x', { next: 'q' })] }, []],
    [
      'may be in a called flow',
      {
        nodes: [{ id: 'f', kind: 'subflow', flow: 'o', exits: { next: 'f' } }],
        calls: { o: { reachesPerson: true } },
      },
      [],
    ],
    [
      'is no called flow without one',
      {
        nodes: [{ id: 'f', kind: 'subflow', flow: 'o', exits: { next: 'end' } }, end()],
        calls: { o: { ends: false } },
      },
      ['no_way_out_by_calls f'],
    ],
  ])('%s', (_, flow, expected) => {
    expect(listFindings(flow)).toEqual(expected);
  });

  it('is missing for nodes that the message names', () => {
    const nodes = [say('m', 'Hi', 'q'), ask('q', 'x', { next: 'r' }), say('r', 'Again', 'q')];
    const [whole] = analyzeFlow({ nodes }).found;
    expect(whole?.message).toBe('"m" leads to neither an end nor a person, and neither do "q", "r".');
    const [part] = analyzeFlow({ nodes: [split('s', 'end', 'm'), ...nodes, end()] }).found;
    expect(part?.message).toBe(
      '"m" leads to neither an end nor a person, and neither do "q", "r". The way there: "s" (b) → "m".',
    );
  });
});

describe('an exit on purpose', () => {
  const bye = end('bye', { text: 'Your request has been processed.' });
  it.each<[string, Definition, string[]]>([
    [
      'differs for a failed answer',
      { nodes: [ask('q', 'x', { next: 'a', invalid: 'b' }, retries), end('a'), end('b')] },
      [],
    ],
    [
      'is not the one of a valid answer',
      { nodes: [ask('q', 'x', { next: 'a', invalid: 'a' }, retries), end('a')] },
      ['shared_failure q'],
    ],
    [
      'is declared',
      {
        nodes: [
          ask('q', 'x', { next: 'a', invalid: 'a' }, { retries: { max: 1, thenContinue: true } }),
          end('a'),
        ],
      },
      [],
    ],
    [
      'may be that of one of several answers',
      {
        nodes: [
          ask('q', 'x', { yes: 'q', next: 'a', invalid: 'a' }, { answer: { type: 'confirm' }, ...retries }),
          end('a'),
        ],
      },
      [],
    ],
    [
      'may be a person',
      {
        nodes: [
          ask('q', 'x', { next: 't', invalid: 't' }, retries),
          { id: 't', kind: 'transfer', exits: { error: 'a' } },
          end('a'),
        ],
      },
      [],
    ],
    [
      'is not the end of what went well',
      {
        nodes: [
          ask('p', 'y', { yes: 'q', no: 'bye' }, { answer: { type: 'confirm' } }),
          ask('q', 'x', { next: 'a', invalid: 'bye' }, retries),
          end('a'),
          bye,
        ],
      },
      ['shared_failure q'],
    ],
    [
      'may be an end for everyone',
      {
        nodes: [
          ask('p', 'y', { yes: 'q', no: 'bye' }, { answer: { type: 'confirm' } }),
          ask('q', 'x', { next: 'a', invalid: 'bye' }, retries),
          say('a', 'Fine', 'bye'),
          bye,
        ],
      },
      [],
    ],
    [
      'may be an end without words',
      {
        nodes: [
          ask('p', 'y', { yes: 'q', no: 'bye' }, { answer: { type: 'confirm' } }),
          ask('q', 'x', { next: 'a', invalid: 'bye' }, retries),
          end('a'),
          end('bye'),
        ],
      },
      [],
    ],
    [
      'is wired for every answer',
      { nodes: [ask('q', 'x', { 'choice:a': 'end' }, choice('a', 'b')), end()] },
      ['unwired_exit q'],
    ],
  ])('%s', (_, flow, expected) => {
    expect(listFindings(flow)).toEqual(expected);
  });
});

describe('a called flow', () => {
  const caller = (inputs: object[]): Definition => ({
    nodes: [{ id: 'f', kind: 'subflow', flow: 'o', inputs, exits: { next: 'end' } }, end()],
    calls: { o: { needs: ['order', 'name'] } },
  });
  it('gets the variables that it reads and never sets', () => {
    const order = { variable: 'order', value: '1' };
    expect(listFindings(caller([order, { variable: 'name', value: '2' }]))).toEqual([]);
    const { found } = analyzeFlow(caller([order]));
    expect(found.map(({ message }) => message)).toEqual([
      '"f" gives no "name" to the flow "o", which reads it and never sets it.',
    ]);
  });
});

describe('a certificate', () => {
  it('says which promises hold, and what callers have to give', () => {
    const { certificate } = analyzeFlow({
      variables: [{ name: 'account' }, { name: 'unused' }],
      nodes: [split('s', 'q', 'm'), ask('q', 'x', { next: 'm' }), say('m', '{{ x }} {{ account }}', 'q')],
    });
    expect(certificate?.claims.map(({ claim, result, count }) => [claim, result, count])).toEqual([
      ['ends', 'fails', 1],
      ['variables', 'fails', 1],
      ['exits', 'holds', 0],
      ['waits', 'holds', 0],
    ]);
    expect(certificate?.given).toEqual(['account']);
  });
});
