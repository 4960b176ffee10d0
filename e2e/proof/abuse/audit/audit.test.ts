import { describe } from 'vitest';
import { proveShort } from '../../prove-short';
import { AUDIT } from './audit';

describe('abuse', () => proveShort(AUDIT));
