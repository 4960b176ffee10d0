import { describe } from 'vitest';
import { proveShort } from '../prove-short';
import { ADDRESSES } from './addresses';

describe('abuse', () => proveShort(ADDRESSES));
