/** The worker: the whole pipeline behind Comlink. */
import { exposeEngine } from '@weft/engine';

exposeEngine();
