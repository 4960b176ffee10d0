import { describe } from 'vitest';
import { runShort } from '../../run-short';
import { MEMBER_REMOVAL } from './member-removal';

describe('abuse', () => runShort(MEMBER_REMOVAL));
