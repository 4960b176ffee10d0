import { describe } from 'vitest';
import { proveShort } from '../../prove-short';
import { BATCHED_WRITES } from './batched-writes';

describe('abuse', () => proveShort(BATCHED_WRITES));
