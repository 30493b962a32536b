import { CHOOSING_PAGES } from './choosing-pages.ts';
import { DATA_PAGES } from './data-pages.ts';
import { METHOD_PAGES } from './methods-pages.ts';
import { MODEL_PAGES } from './models-and-hosting-pages.ts';
import type { Page } from './page.ts';

/** The handbook: what Rung answers "what is …" from, wherever it runs. */
export const PAGES: readonly Page[] = [...CHOOSING_PAGES, ...METHOD_PAGES, ...MODEL_PAGES, ...DATA_PAGES];
