import type { DemoFacts } from '@/server/announce';
import type { Container } from '@/server/container';

/**
 * Makes the demo organization unless it is there, and returns what a caller needs to use it. `known` is what an earlier
 * start returned on this data folder; keys and passwords in it are used again while they are still good.
 */
export async function seedDemo(_container: Container, known: DemoFacts | null): Promise<DemoFacts | null> {
  return known;
}
