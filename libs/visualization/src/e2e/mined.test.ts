import { describe } from '@jest/globals';
import { chromiumNote, chromiumPath } from './browser.ts';
import { testMinedPages } from './mined-pages.ts';

const inBrowser = chromiumPath === undefined ? describe.skip : describe;

inBrowser(`the demonstration market in Chromium${chromiumNote}`, () => testMinedPages([['demo']], true));
