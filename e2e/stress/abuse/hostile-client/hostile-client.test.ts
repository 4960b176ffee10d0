import { describe } from 'vitest';
import { runShort } from '../../run-short';
import { HOSTILE_CLIENT } from './hostile-client';

describe('a hostile client', () => runShort(HOSTILE_CLIENT));
