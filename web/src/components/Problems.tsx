/** What is wrong with a drawn form. */
import { useRef } from 'preact/hooks';
import { common } from '../i18n/texts';
import { useFocusWhen } from './hooks';

/** Everything that is wrong, above a form; takes the focus when it appears. */
export function Problems({ errors }: { errors: Record<string, string> }) {
  const box = useRef<HTMLDivElement>(null);
  const entries = Object.entries(errors);
  useFocusWhen(box, entries.length > 0 && errors);
  if (entries.length === 0) return null;
  return (
    <div class="govuk-error-summary" tabIndex={-1} ref={box}>
      <div role="alert">
        <h2 class="govuk-error-summary__title">{common.problem_heading}</h2>
        <ul class="govuk-list govuk-error-summary__list">
          {entries.map(([field, message]) => (
            <li key={field}>
              <a
                href={`#${field}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(field)?.focus();
                }}
              >
                {message}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
