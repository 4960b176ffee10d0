import { describe } from 'vitest';
import { proveShort } from '../../prove-short';
import { OIDC_CLAIMS } from './oidc-claims';

describe('abuse', () => proveShort(OIDC_CLAIMS));
