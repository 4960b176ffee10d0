import { describe } from 'vitest';
import { proveShort } from '../../prove-short';
import { LOCKOUT } from './lockout';

describe('abuse', () => proveShort(LOCKOUT));
