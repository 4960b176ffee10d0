import { describe } from 'vitest';
import { proveShort } from '../../prove-short';
import { VISITOR_VARIABLES } from './visitor-variables';

describe('abuse', () => proveShort(VISITOR_VARIABLES));
