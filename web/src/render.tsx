/** Prerenders every page of one language, and the templates of the form's answers. */
import type { JSX } from 'preact';
import topics from 'virtual:topics';
import { renderToString } from 'preact-render-to-string';
import { type Assets, Layout, privacyPath } from './components/Layout';
import { toJinja } from './form/filling';
import type { Registers } from './form/registers';
import {
  admin,
  browse,
  common,
  desk,
  form,
  home,
  lang,
  mine,
  notFound,
  privacy,
  proof,
  receipt,
  track,
} from './i18n/texts';
import { AppPage } from './pages/AppPage';
import { CheckTemplate, ReceiptTemplate, ReportTemplate } from './pages/FormTemplates';
import { HomePage } from './pages/HomePage';
import { NotFoundPage } from './pages/NotFoundPage';
import { PrivacyPage } from './pages/PrivacyPage';
import { ProofPage } from './pages/ProofPage';
import { ReportPage } from './pages/ReportPage';

interface PageSpec {
  /** Path below the language. */
  path: string;
  otherPath?: string;
  /** Script of the page, as a name of `entries.mjs`; none when there is nothing to do. */
  entry?: string;
  side?: 'desk';
  title: string;
  description?: string;
  body: (registers: Registers) => JSX.Element;
}

export const PAGES: PageSpec[] = [
  { path: '', entry: 'home', title: home.title, description: home.lead, body: () => <HomePage /> },
  {
    path: 'lapor/',
    entry: 'report',
    title: form.title,
    description: form.lead,
    body: (registers) => <ReportPage registers={registers} />,
  },
  {
    path: 'lacak/',
    entry: 'track',
    title: track.title,
    description: track.lead,
    body: () => <AppPage title={track.title} />,
  },
  {
    path: 'laporan-saya/',
    entry: 'mine',
    title: mine.title,
    description: mine.lead,
    body: () => <AppPage title={mine.title} />,
  },
  {
    path: 'laporan/',
    entry: 'browse',
    title: browse.title,
    description: browse.lead,
    body: () => <AppPage title={browse.title} />,
  },
  {
    path: 'laporan/detail/',
    entry: 'detail',
    title: browse.detail_title,
    body: () => <AppPage title={browse.detail_title} />,
  },
  {
    path: 'bukti/',
    entry: 'proof',
    title: proof.title,
    description: proof.lead,
    body: () => <ProofPage />,
  },
  {
    path: privacyPath,
    otherPath: lang === 'id' ? 'privacy/' : 'privasi/',
    title: privacy.title,
    description: privacy.lead,
    body: () => <PrivacyPage />,
  },
  {
    path: 'petugas/masuk/',
    entry: 'signin',
    side: 'desk',
    title: desk.sign_in,
    body: () => <AppPage title={desk.sign_in} />,
  },
  {
    path: 'petugas/',
    entry: 'queue',
    side: 'desk',
    title: desk.queue,
    body: () => <AppPage title={desk.queue} />,
  },
  {
    path: 'petugas/laporan/',
    entry: 'case',
    side: 'desk',
    title: browse.detail_title,
    body: () => <AppPage title={browse.detail_title} />,
  },
  ...(
    [
      ['petugas/ringkasan/', 'summary', admin.summary],
      ['petugas/akun/', 'officers', admin.officers],
      ['petugas/kantor/', 'offices', admin.offices],
      ['petugas/aturan/', 'rules', admin.rules],
      ['petugas/kunci/', 'keys', admin.keys],
      ['petugas/jejak/', 'trail', admin.trail],
    ] as const
  ).map(([path, entry, title]): PageSpec => ({
    path,
    entry,
    side: 'desk',
    title,
    body: () => <AppPage title={title} />,
  })),
];

const page = (content: JSX.Element): string => `<!DOCTYPE html>\n${renderToString(content)}\n`;

/** One page as an HTML document. */
export function renderPage(spec: PageSpec, registers: Registers, assets: Assets): string {
  return page(
    <Layout {...spec} assets={assets}>
      {spec.body(registers)}
    </Layout>,
  );
}

export function renderNotFound(assets: Assets): string {
  return page(
    <Layout title={notFound.title} path="" assets={assets}>
      <NotFoundPage />
    </Layout>,
  );
}

/** Names of the long lists by code, so that a template can say what was chosen. */
function chosenNames({ provinces, regencies, agencies }: Registers): string {
  const byCode = (list: { code: string; name: string }[]) =>
    Object.fromEntries(list.map(({ code, name }) => [code, name]));
  const byId = (list: { id: string; name: string }[]) =>
    Object.fromEntries(list.map(({ id, name }) => [id, name]));
  const names = {
    province: byCode(provinces),
    regency: byCode(regencies),
    agency: byId(agencies),
    category: byId(topics.flatMap((top) => [top, ...top.children])),
  };
  return `{% set names = ${JSON.stringify(names)} %}`;
}

/** The templates by name; they load no script, so that nothing undoes what the server wrote. */
export function renderTemplates(registers: Registers, { style }: Assets): Record<string, string> {
  const template = (title: string, content: JSX.Element): string =>
    toJinja(
      page(
        <Layout title={title} path="lapor/" assets={{ style }}>
          {content}
        </Layout>,
      ),
    );
  return {
    report:
      chosenNames(registers) +
      template(
        `{% if errors %}${common.error_prefix} {% endif %}${form.title}`,
        <ReportTemplate registers={registers} />,
      ),
    check: template(form.check_lead, <CheckTemplate />),
    receipt: template(receipt.title, <ReceiptTemplate />),
  };
}

/** Messages of wrong fields (`title.too_short`), for the server's answers without JavaScript. */
export const fieldMessages: Record<string, string> = form.errors;
export { lang };
