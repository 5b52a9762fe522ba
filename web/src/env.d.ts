/** Language of this build: each page is built once per language. */
declare const __LANG__: 'id' | 'en';

declare module 'virtual:topics' {
  const topics: { id: string; name: string; children: { id: string; name: string }[] }[];
  export default topics;
}

declare module 'virtual:reasons' {
  const reasons: Record<string, { id: string; name: string }[]>;
  export default reasons;
}

declare module 'virtual:zones' {
  const zones: Record<string, string>;
  export default zones;
}

declare module 'govuk-frontend/dist/govuk/components/*' {
  export class ErrorSummary {
    constructor(root: Element, config?: { disableAutoFocus?: boolean });
  }
  export class CharacterCount {
    constructor(root: Element);
  }
}

declare module 'virtual:provinces' {
  const provinces: { code: string; name: string }[];
  export default provinces;
}
