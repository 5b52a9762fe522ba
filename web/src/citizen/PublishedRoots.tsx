/** The latest published roots, for people who keep them elsewhere. */
import { call } from '../api/client';
import { useLoaded } from '../components/hooks';
import { Failed, Loading } from '../components/Status';
import { plainDay } from '../i18n/dates';
import { proof as texts } from '../i18n/texts';
import type { Root } from './checking';

export function PublishedRoots() {
  const load = () => call<{ items: Root[] }>('/api/public/roots');
  const { content, problem, loading, reload } = useLoaded('roots', load);
  return (
    <section class="roots" aria-labelledby="roots">
      <h2 class="govuk-heading-m" id="roots">
        {texts.roots}
      </h2>
      {loading && <Loading />}
      {problem && <Failed problem={problem} retry={reload} />}
      {content?.items.length === 0 && <p>{texts.roots_none}</p>}
      {content && content.items.length > 0 && (
        <>
          <p>{texts.roots_text}</p>
          <dl class="roots__list">
            {content.items.map(({ day, root }) => (
              <div key={day}>
                <dt>{plainDay(day)}</dt>
                <dd class="hash">{root}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}
