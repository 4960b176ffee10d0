import { describe } from 'vitest';
import { runShort } from '../../run-short';
import { PREPARED_ACCOUNT } from './prepared-account';

describe('abuse', () => runShort(PREPARED_ACCOUNT));
