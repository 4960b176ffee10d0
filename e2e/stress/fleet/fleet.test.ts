import { describe } from 'vitest';
import { runShort } from '../run-short';
import { FLEET } from './fleet';

describe('fleet', () => runShort(FLEET));
