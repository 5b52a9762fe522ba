/** The privacy notice in plain words; how long data is kept is printed from the rules themselves. */
import * as retention from '../../../src/lapor/data/retention.json';
import { fill } from '../i18n/fill';
import { lang, privacy } from '../i18n/texts';

function daysInWords(days: number): string {
  if (days === 0) return privacy.at_once;
  return days % 365 === 0
    ? fill(privacy.years, { n: days / 365 })
    : fill(privacy.days, { n: days });
}

function Kept() {
  return (
    <dl class="kept" id="kept">
      {retention.rules.map((rule) => (
        <div key={rule.id}>
          <dt>{rule.goes[lang]}</dt>
          <dd>
            {fill(privacy.kept_line, { time: daysInWords(rule.days), after: rule.after[lang] })}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const SECTIONS = [
  [privacy.stored_title, privacy.stored],
  [privacy.seen_title, privacy.seen],
  [privacy.rights_title, privacy.rights],
  [privacy.letter_title, privacy.letter],
] as const;

export function PrivacyPage() {
  return (
    <div class="narrow prose">
      <h1 class="govuk-heading-xl">{privacy.title}</h1>
      <p class="lead">{privacy.lead}</p>
      {SECTIONS.map(([title, lines]) => (
        <section key={title}>
          <h2 class="govuk-heading-m">{title}</h2>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
      ))}
      <h2 class="govuk-heading-m">{privacy.kept_title}</h2>
      <Kept />
      <p>
        <a class="govuk-link" href={`/${lang}/lacak/`}>
          {privacy.to_rights}
        </a>
      </p>
    </div>
  );
}
