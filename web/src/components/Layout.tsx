/** The document around every page. */
import type { ComponentChildren } from 'preact';
import { common, desk, lang } from '../i18n/texts';
import { Wordmark } from './Wordmark';

/** Files that a page loads, with their hashed names. */
export interface Assets {
  style: string;
  script?: string;
  /** What the script fetches when it needs it; it knows no words of a language. */
  later?: string;
}

export interface PageProps {
  title: string;
  /** Path below the language, with slashes: `lapor/`; empty for the home page. */
  path: string;
  /** The same below the other language, where it differs. */
  otherPath?: string;
  /** `desk` is the officers' side. */
  side?: 'public' | 'desk';
  assets: Assets;
  description?: string;
  children: ComponentChildren;
}

/** The one page whose address is in the page's language. */
export const privacyPath = lang === 'id' ? 'privasi/' : 'privacy/';

const other = lang === 'id' ? 'en' : 'id';

function LanguageLink({ path }: { path: string }) {
  return (
    <a
      class="header__language"
      href={`/${other}/${path}`}
      lang={other}
      hreflang={other}
      id="other-language"
    >
      {common.other_language}
    </a>
  );
}

const PUBLIC_LINKS = [
  { path: 'lapor/', label: common.nav_report },
  { path: 'lacak/', label: common.nav_track },
  { path: 'laporan/', label: common.nav_browse },
];

function Header({
  path,
  otherPath,
  side,
}: Required<Pick<PageProps, 'path' | 'otherPath' | 'side'>>) {
  const home = side === 'desk' ? `/${lang}/petugas/` : `/${lang}/`;
  return (
    <header class={`header header--${side}`}>
      <div class="header__inner">
        <a class="header__home" href={home}>
          <Wordmark />
          <span class="header__name">{side === 'desk' ? desk.site : common.tagline}</span>
        </a>
        {side === 'desk' ? (
          <div class="header__account" id="account" />
        ) : (
          <nav class="header__nav" aria-label={common.menu}>
            {PUBLIC_LINKS.map((link) => (
              <a
                key={link.path}
                href={`/${lang}/${link.path}`}
                aria-current={link.path === path ? 'page' : undefined}
              >
                {link.label}
              </a>
            ))}
          </nav>
        )}
        <LanguageLink path={otherPath} />
      </div>
    </header>
  );
}

/** Officers know their way: no help for citizens below their work. */
function DeskFooter() {
  return (
    <footer class="footer">
      <div class="footer__inner">
        <p class="footer__last">
          <a href={`/${lang}/`}>{desk.public_site}</a>
          <a href={`/${lang}/${privacyPath}`}>{common.footer_privacy}</a>
          <span>{common.footer_about}</span>
        </p>
      </div>
    </footer>
  );
}

function Footer() {
  return (
    <footer class="footer">
      <div class="footer__inner">
        <div>
          <h2 class="footer__title">{common.footer_help}</h2>
          <p>{common.footer_help_text}</p>
        </div>
        <div>
          <h2 class="footer__title">{common.footer_privacy}</h2>
          <p>
            {common.footer_privacy_text}{' '}
            <a href={`/${lang}/${privacyPath}`}>{common.footer_privacy_more}</a>
          </p>
        </div>
        <p class="footer__last">
          <a href={`/${lang}/laporan-saya/`}>{common.footer_mine}</a>
          <a href={`/${lang}/bukti/`}>{common.footer_proof}</a>
          <a href={`/${lang}/petugas/masuk/`}>{common.footer_officers}</a>
          <span>{common.footer_about}</span>
        </p>
      </div>
    </footer>
  );
}

export function Layout({
  title,
  path,
  otherPath = path,
  side = 'public',
  assets,
  description,
  children,
}: PageProps) {
  return (
    <html lang={lang} class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>{`${title} – ${side === 'desk' ? desk.site : common.site}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {description && <meta name="description" content={description} />}
        <meta name="theme-color" content="#b5121b" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="alternate" hreflang={other} href={`/${other}/${otherPath}`} />
        <link rel="stylesheet" href={assets.style} />
        {assets.script && <script type="module" src={assets.script} data-later={assets.later} />}
      </head>
      <body class={`govuk-template__body ${side}`}>
        <a class="govuk-skip-link" href="#main">
          {common.skip}
        </a>
        <Header path={path} otherPath={otherPath} side={side} />
        {side === 'desk' && <div id="desk-nav" />}
        <main class="main" id="main" tabIndex={-1}>
          {children}
        </main>
        {side === 'desk' ? <DeskFooter /> : <Footer />}
      </body>
    </html>
  );
}
