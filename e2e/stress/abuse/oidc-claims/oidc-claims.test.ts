import { describe } from 'vitest';
import { runShort } from '../../run-short';
import { OIDC_CLAIMS } from './oidc-claims';

describe('abuse', () => runShort(OIDC_CLAIMS));
