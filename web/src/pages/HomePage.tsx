/** The front door: report, track, how it works, what others reported. */
import { common, home, lang } from '../i18n/texts';

const STEPS = [
  { title: home.how_1, days: home.how_1_days, text: home.how_1_text },
  { title: home.how_2, days: home.how_2_days, text: home.how_2_text },
  { title: home.how_3, days: home.how_3_days, text: home.how_3_text },
  { title: home.how_4, days: home.how_4_days, text: home.how_4_text },
];

function TrackBox() {
  return (
    <form class="track-box" action={`/${lang}/lacak/`} method="get" aria-labelledby="track-title">
      <h2 class="track-box__title" id="track-title">
        {home.track_title}
      </h2>
      <label class="govuk-label" for="n">
        {home.track_label}
      </label>
      <div class="govuk-hint" id="n-hint">
        {home.track_hint}
      </div>
      <div class="track-box__row">
        <input
          class="govuk-input"
          id="n"
          name="n"
          type="text"
          autocomplete="off"
          spellcheck={false}
          aria-describedby="n-hint"
        />
        <button class="govuk-button govuk-button--secondary" type="submit">
          {home.track_button}
        </button>
      </div>
    </form>
  );
}

/** Empty until scripts load the latest reports; the template is one report's place. */
function Latest() {
  return (
    <section class="band" aria-labelledby="latest-title">
      <h2 class="govuk-heading-l" id="latest-title">
        {home.latest_title}
      </h2>
      <p id="latest-note">{home.latest_static}</p>
      <ul class="cards" id="latest" />
      <template id="latest-item">
        <li class="card">
          <h3 class="card__title">
            <a class="govuk-link" href={`/${lang}/laporan/`} data-slot="title">
              {home.latest_all}
            </a>
          </h3>
          <p class="card__meta" data-slot="meta" />
          <p class="card__foot">
            <span class="tag">
              <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                <path />
              </svg>
              <span data-slot="state" />
            </span>
            <time class="card__date" data-slot="date" />
          </p>
        </li>
      </template>
      <p>
        <a class="govuk-link" href={`/${lang}/laporan/`}>
          {home.latest_all}
        </a>
      </p>
    </section>
  );
}

export function HomePage() {
  return (
    <>
      <div class="hero">
        <div>
          <h1 class="hero__title">{home.title}</h1>
          <p class="hero__lead">{home.lead}</p>
          <a class="govuk-button hero__start" href={`/${lang}/lapor/`} id="start">
            {home.start}
          </a>
          <p class="hero__emergency">{common.emergency}</p>
        </div>
        <TrackBox />
      </div>
      <section class="band" aria-labelledby="how-title">
        <h2 class="govuk-heading-l" id="how-title">
          {home.how_title}
        </h2>
        <ol class="how">
          {STEPS.map((step) => (
            <li key={step.title} class="how__step">
              <h3 class="how__title">{step.title}</h3>
              <p class="how__days">{step.days}</p>
              <p>{step.text}</p>
            </li>
          ))}
        </ol>
      </section>
      <Latest />
    </>
  );
}
