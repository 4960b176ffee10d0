import { expect, it } from 'vitest';
import { listCalledFlows } from './list-called-flows';

it('lists the flows that nodes and tools of models call, without the flow itself', () => {
  const nodes = [
    { id: 'a', kind: 'subflow', flow: 'orders' },
    { id: 'b', kind: 'ai', tools: [{ flow: 'totals' }, { flow: 'orders' }, { flow: 7 }] },
    { id: 'c', kind: 'subflow', flow: 'self' },
    { id: 'd', kind: 'end', flow: 'none', tools: [{ flow: 'none' }] },
  ];
  expect(listCalledFlows({ nodes })).toEqual(['orders', 'totals']);
});
