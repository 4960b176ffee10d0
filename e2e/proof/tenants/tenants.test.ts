import { describe } from 'vitest';
import { proveShort } from '../prove-short';
import { TENANTS } from './tenants';

describe('abuse', () => proveShort(TENANTS));
