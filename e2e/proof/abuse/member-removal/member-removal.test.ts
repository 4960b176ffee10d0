import { describe } from 'vitest';
import { proveShort } from '../../prove-short';
import { MEMBER_REMOVAL } from './member-removal';

describe('abuse', () => proveShort(MEMBER_REMOVAL));
