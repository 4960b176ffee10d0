import { describe } from 'vitest';
import { proveShort } from '../prove-short';
import { MALFORMED } from './malformed';

describe('abuse', () => proveShort(MALFORMED));
