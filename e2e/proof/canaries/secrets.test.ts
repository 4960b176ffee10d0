import { describe } from 'vitest';
import { proveShort } from '../prove-short';
import { SECRETS } from './secrets';

describe('abuse', () => proveShort(SECRETS));
