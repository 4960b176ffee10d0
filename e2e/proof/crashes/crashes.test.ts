import { describe } from 'vitest';
import { proveShort } from '../prove-short';
import { CRASHES } from './crashes';

describe('crashes', () => proveShort(CRASHES));
