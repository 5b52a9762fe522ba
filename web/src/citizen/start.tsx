/** Draws a page into `#app`, over the prerendered heading. */
import type { ComponentChild } from 'preact';
import { render } from 'preact';
import { find } from './dom';
import { keepLanguage } from './language';

export function start(page: ComponentChild): void {
  keepLanguage();
  const root = find('#app');
  root.replaceChildren();
  render(page, root);
}
