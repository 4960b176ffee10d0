import { describe } from 'vitest';
import { proveShort } from '../../prove-short';
import { HOSTILE_CLIENT } from './hostile-client';

describe('a hostile client', () => proveShort(HOSTILE_CLIENT));
