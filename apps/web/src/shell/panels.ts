/** The panels beside the canvas, loaded right after the frame: the canvas and the engine do not wait for them. */
import { lazy } from 'react';

export const Inspector = lazy(() => import('../panels/Inspector.tsx'));
export const Palette = lazy(() => import('../palette/Palette.tsx'));
export const WorkloadForm = lazy(() => import('../panels/WorkloadForm.tsx'));
export const DesignPanel = lazy(() => import('../panels/DesignPanel.tsx'));
