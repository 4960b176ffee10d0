'use client';
import dynamic from 'next/dynamic';

/** `DiffView`, whose code is loaded when it is first shown. */
export const LazyDiffView = dynamic(() => import('./diff-view').then((module) => module.DiffView));
