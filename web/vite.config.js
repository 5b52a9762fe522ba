import { fileURLToPath } from 'node:url';
import { dataFiles, nationalAgencies, regions, registersPlugin } from './registers.mjs';
import { entries, later, styleOf, styles } from './entries.mjs';

/** Options that all builds share. Without `lang` (development, tests) the page's language decides. */
export const shared = (lang) => ({
  root: fileURLToPath(new URL('.', import.meta.url)),
  configFile: false,
  plugins: [registersPlugin(lang)],
  define: {
    __LANG__: lang
      ? JSON.stringify(lang)
      : '(globalThis.document ? document.documentElement.lang : globalThis.process.env.LAPOR_LANG)',
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  css: { preprocessorOptions: { scss: { loadPaths: ['node_modules'], quietDeps: true } } },
});

/** Serves prerendered pages and /data while developing. */
const pagesPlugin = {
  name: 'pages',
  configureServer(server) {
    server.middlewares.use(async (request, response, next) => {
      const path = request.url.split('?')[0];
      const data =
        path.startsWith('/data/') && [...dataFiles()].find(([f]) => path === `/data/${f}`);
      if (data) return response.end(JSON.stringify(data[1]));
      const [, lang, rest] = path.match(/^\/(id|en)\/(.*)$/) ?? [];
      if (!lang) return next();
      process.env.LAPOR_LANG = lang;
      server.moduleGraph.invalidateAll();
      const { PAGES, renderPage } = await server.ssrLoadModule('/src/render.tsx');
      const spec = PAGES.find((page) => page.path === rest);
      if (!spec) return next();
      const assets = {
        style: `/${styles[styleOf(spec.entry)]}`,
        script: `/${entries[spec.entry]}`,
        later: later[spec.entry] && `/${later[spec.entry]}`,
      };
      const html = renderPage(spec, { ...regions, agencies: nationalAgencies }, assets);
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      return response.end(await server.transformIndexHtml(request.url, html));
    });
  },
};

// Tests read the pages in Indonesian, the default language.
const base = shared(process.env.VITEST ? 'id' : undefined);

export default {
  ...base,
  plugins: [...base.plugins, pagesPlugin],
  appType: 'custom',
  server: { proxy: { '/api': process.env.LAPOR_URL ?? 'http://127.0.0.1:8080' } },
  test: {
    environment: 'happy-dom',
    include: ['test/**/*.test.{ts,tsx}'],
  },
};
