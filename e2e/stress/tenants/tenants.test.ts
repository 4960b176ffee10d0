import { describe } from 'vitest';
import { runShort } from '../run-short';
import { TENANTS } from './tenants';

describe('abuse', () => runShort(TENANTS));
