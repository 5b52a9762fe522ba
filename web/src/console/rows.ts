/** What a row of a work list says about its report beside the plain facts. */
import type { DeskItem } from '../api/types';
import { desk, report as texts } from '../i18n/texts';

/** The title, or why there is none: kept from this viewer, not verified yet, or removed. */
export function linkWords({
  title,
  confidential,
}: Pick<DeskItem, 'title' | 'confidential'>): string {
  if (title === null) return confidential ? texts.secret_title : texts.unverified_title;
  return title || texts.removed_title;
}

/**
 * Why a report lies before the national admin when it is not for lateness: somebody asks to open
 * an identity. Lateness has its own words; a report with both shows the request on its page.
 */
export function whyRaised({ level }: Pick<DeskItem, 'level'>, tab: string): string | null {
  return tab === 'raised' && level !== 'national' ? desk.raised_asked : null;
}
