import tseslint from 'typescript-eslint';

export default tseslint.config({ ignores: ['dist', '.ssr'] }, ...tseslint.configs.recommended, {
  files: ['src/**/*.{ts,tsx}', 'test/**/*.{ts,tsx}'],
  languageOptions: { parserOptions: { projectService: true } },
  rules: {
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/consistent-type-imports': 'error',
    'no-restricted-properties': [
      'error',
      { property: 'innerHTML', message: 'People’s text is shown as text nodes only.' },
      { property: 'outerHTML', message: 'People’s text is shown as text nodes only.' },
      { property: 'insertAdjacentHTML', message: 'People’s text is shown as text nodes only.' },
    ],
    'no-restricted-syntax': [
      'error',
      {
        selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
        message: 'People’s text is shown as text nodes only.',
      },
      { selector: "JSXAttribute[name.name='style']", message: 'The CSP refuses inline styles.' },
    ],
  },
});
