/** One message of a transcript. */
export type TranscriptLine = { seq: number; turnNo: number; direction: 'inbound' | 'outbound'; text: string };

/** Checks a transcript of the echo flow that was sent `said` in any order; returns the faults. */
export function judgeTranscript(
  sessionId: string,
  rows: readonly TranscriptLine[],
  said: readonly string[],
): string[] {
  const failures: string[] = [];
  const complain = (what: string) => failures.push(`${sessionId}: ${what}`);
  if (rows.some(({ seq }, index) => seq !== index + 1)) complain('there is a gap in seq');
  const heard = rows.filter(({ direction }) => direction === 'inbound');
  const [is, should] = [heard.map(({ text }) => text).toSorted(), said.toSorted()];
  if (is.join('|') !== should.join('|'))
    complain(`${is.length} messages were taken and not ${should.length}`);
  if (new Set(heard.map(({ turnNo }) => turnNo)).size !== heard.length) complain('two messages share a turn');
  for (const { seq, text } of heard) {
    const answer = rows[seq];
    if (answer?.direction !== 'outbound' || answer.text !== `You said: ${text}`)
      complain(`"${text}" is not followed by its answer`);
  }
  return failures;
}
