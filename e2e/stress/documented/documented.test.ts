import { describe } from 'vitest';
import { runShort } from '../run-short';
import { DOCUMENTED } from './documented';

describe('the OpenAPI documents', () => runShort(DOCUMENTED));
