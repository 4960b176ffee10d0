import { describe } from 'vitest';
import { runShort } from '../../run-short';
import { LOCKOUT } from './lockout';

describe('abuse', () => runShort(LOCKOUT));
