import { describe } from 'vitest';
import { runShort } from '../../run-short';
import { AUDIT } from './audit';

describe('abuse', () => runShort(AUDIT));
