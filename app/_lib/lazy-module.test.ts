import { describe, expect, it, vi } from 'vitest';
import { lazyModule } from './lazy-module';

describe('a lazily loaded module', () => {
  it('is loaded once, however many want it', async () => {
    const importModule = vi.fn(() => Promise.resolve('module'));
    const { load } = lazyModule(importModule);
    expect(importModule).not.toHaveBeenCalled();
    expect(await Promise.all([load(), load()])).toEqual(['module', 'module']);
    expect(importModule).toHaveBeenCalledOnce();
  });

  it('is asked for again after a failure', async () => {
    const answers = [Promise.reject(new Error('offline')), Promise.resolve('module')];
    const { load } = lazyModule(() => answers.shift() ?? Promise.reject(new Error('too often')));
    await expect(load()).rejects.toThrow('offline');
    expect(await load()).toBe('module');
  });
});
