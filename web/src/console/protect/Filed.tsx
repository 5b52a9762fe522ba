/** A report's words on the officers' page: what the reporter wrote, and what followed. */
import type { ReportEvent } from '../../api/types';
import { Icon } from '../../components/Icon';
import { Removed } from '../../components/Removed';
import { fill, word } from '../../i18n/fill';
import { protect, roles } from '../../i18n/texts';
import { officer } from '../session';
import { type Handling, PublicWords } from './PublicWords';
import { publicPart, titleEvent } from './words';

/** The reporter's words; the title stands above them, and its words are chosen here. */
export function Filed(handling: Handling) {
  const { report } = handling;
  const [filed] = report.events;
  const titled = titleEvent(report);
  if (!filed) return null;
  if (report.title === null && !filed.text) {
    const why = report.confidential ? protect.kept_secret : protect.kept_unverified;
    return (
      <p class="notice" id="kept-secret">
        <Icon name="lock" /> {fill(why, { role: word(roles, officer()?.role) })}
      </p>
    );
  }
  return (
    <>
      {filed.redacted && <Removed event={filed} events={report.events} />}
      {filed.text && (
        <PublicWords
          {...handling}
          event={filed}
          part="body"
          text={filed.text}
          name={protect.the_body}
          look="report__text"
        />
      )}
      {titled && report.title && (
        <PublicWords
          {...handling}
          event={titled}
          part="title"
          text={report.title}
          name={protect.the_title}
          look="report__text"
          elsewhere
        />
      )}
    </>
  );
}

/** The words of one entry of the history, as far as the public reads them. */
export function wordsOf(handling: Handling, event: ReportEvent) {
  const part = publicPart(event);
  return (
    part && (
      <PublicWords
        {...handling}
        event={event}
        part={part}
        text={event.text ?? ''}
        name={protect.the_entry}
        look="event__text"
      />
    )
  );
}
