import { describe } from 'vitest';
import { runShort } from '../../run-short';
import { BATCHED_WRITES } from './batched-writes';

describe('abuse', () => runShort(BATCHED_WRITES));
