/** Builds the pages into dist/ and the form's templates into ../functions/form/templates/. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { entries, later, styleOf, styles } from './entries.mjs';
import { dataFiles, nationalAgencies, regions } from './registers.mjs';
import { shared } from './vite.config.js';

const ROOT = import.meta.dirname;
const DIST = join(ROOT, 'dist');
const SSR = join(ROOT, '.ssr');
const TEMPLATES = join(ROOT, '../functions/form/templates');
const registers = { ...regions, agencies: nationalAgencies };

function write(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/**
 * Builds one file of a page: a page loads one script, with the texts of one language that it uses,
 * because on a slow line each further request costs more than a few shared KB.
 */
async function buildAsset(name, input, lang) {
  const { output } = await build({
    ...shared(lang),
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: DIST,
      emptyOutDir: false,
      target: 'es2019',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        checks: { pluginTimings: false },
        preserveEntrySignatures: name === 'later' && 'strict',
        input: { [name]: input },
        output: {
          codeSplitting: false,
          entryFileNames: `assets/[name].${lang}-[hash].js`,
          assetFileNames: 'assets/[name]-[hash][extname]',
        },
      },
    },
  });
  const extension = input.endsWith('.scss') ? '.css' : '.js';
  return `/${output.find(({ fileName }) => fileName.endsWith(extension)).fileName}`;
}

async function buildRenderer(lang) {
  await build({
    ...shared(lang),
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: 'src/render.tsx',
      outDir: join(SSR, lang),
      rolldownOptions: {
        checks: { pluginTimings: false },
        output: { entryFileNames: 'render.mjs' },
      },
    },
  });
  return import(join(SSR, lang, 'render.mjs'));
}

async function buildLanguage(lang, css, scriptLater) {
  const renderer = await buildRenderer(lang);
  for (const page of renderer.PAGES) {
    const script = page.entry && (await buildAsset(page.entry, entries[page.entry], lang));
    const style = css[styleOf(page.entry)];
    const html = renderer.renderPage(page, registers, {
      style,
      script,
      later: scriptLater[page.entry],
    });
    write(join(DIST, lang, page.path, 'index.html'), html);
  }
  for (const [name, html] of Object.entries(
    renderer.renderTemplates(registers, { style: css.light }),
  )) {
    write(join(TEMPLATES, `${name}.${lang}.html`), html);
  }
  const messages = `${JSON.stringify(renderer.fieldMessages, null, 2)}\n`;
  write(join(TEMPLATES, `messages.${lang}.json`), messages);
  if (lang === 'id') write(join(DIST, '404.html'), renderer.renderNotFound({ style: css.light }));
}

for (const folder of [DIST, SSR, TEMPLATES]) rmSync(folder, { recursive: true, force: true });
const css = {
  light: await buildAsset('style', styles.light, 'id'),
  full: await buildAsset('full', styles.full, 'id'),
};
const scriptLater = {};
for (const [entry, input] of Object.entries(later)) {
  scriptLater[entry] = await buildAsset('later', input, 'id');
}
for (const lang of ['id', 'en']) await buildLanguage(lang, css, scriptLater);
for (const [path, content] of dataFiles()) write(join(DIST, 'data', path), JSON.stringify(content));
cpSync(join(ROOT, 'public'), DIST, { recursive: true });
