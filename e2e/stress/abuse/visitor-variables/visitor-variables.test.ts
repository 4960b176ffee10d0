import { describe } from 'vitest';
import { runShort } from '../../run-short';
import { VISITOR_VARIABLES } from './visitor-variables';

describe('abuse', () => runShort(VISITOR_VARIABLES));
