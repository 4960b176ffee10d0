const COLUMNS = 20;

/** Makes a flow of `count` nodes of several kinds, connected in rows and backwards, like large flows. */
export function largeFlow(count: number): object {
  return {
    format: 1,
    start: 'n0',
    variables: [{ name: 'answer', default: 'yes' }],
    nodes: Array.from({ length: count }, (_, index) => ({
      id: `n${String(index)}`,
      label: `Step ${String(index)}`,
      position: { x: (index % COLUMNS) * 320, y: Math.floor(index / COLUMNS) * 280 },
      ...bodyOf(index, count),
    })),
  };
}

function bodyOf(index: number, count: number): object {
  const next = `n${String(Math.min(index + 1, count - 1))}`;
  const below = `n${String(Math.min(index + COLUMNS, count - 1))}`;
  if (index === count - 1) return { kind: 'end', text: 'Thank you.' };
  switch (index % 4) {
    case 0:
      return {
        kind: 'question',
        prompt: [
          { type: 'text', text: `What about step ${String(index)}, would you like to go on with it?` },
        ],
        answer: {
          type: 'choice',
          choices: [
            { value: 'yes', label: 'Yes, go on' },
            { value: 'no', label: 'No, skip it' },
          ],
        },
        variable: 'answer',
        exits: { 'choice:yes': next, 'choice:no': below, next },
      };
    case 1:
      return {
        kind: 'condition',
        branches: [{ id: 'yes', label: 'Agreed', when: "answer === 'yes'" }],
        exits: { yes: next, else: below },
      };
    case 2:
      return { kind: 'set', assign: [{ variable: 'count', value: `${String(index)} + 1` }], exits: { next } };
    default:
      return {
        kind: 'message',
        messages: [
          { type: 'text', text: `You are at step ${String(index)}, {{ answer }}. It takes a moment.` },
        ],
        exits: { next },
      };
  }
}
