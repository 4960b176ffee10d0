import { describe } from 'vitest';
import { proveShort } from '../../prove-short';
import { PREPARED_ACCOUNT } from './prepared-account';

describe('abuse', () => proveShort(PREPARED_ACCOUNT));
