import { expect, test } from 'vitest';
import * as en from '../src/i18n/en.json';
import * as id from '../src/i18n/id.json';

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, path = ''): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(tree).map(([key, value]) =>
      typeof value === 'string' ? { [`${path}${key}`]: value } : leaves(value, `${path}${key}/`),
    ),
  ) as Record<string, string>;
}

const gaps = (text: string): string[] => (text.match(/%?\{\w+\}/g) ?? []).sort();

test('both languages have the same texts with the same gaps', () => {
  const indonesian = leaves({ ...id } as unknown as Tree);
  const english = leaves({ ...en } as unknown as Tree);
  const shape = (texts: Record<string, string>) =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, gaps(text)]));
  expect(shape(english)).toEqual(shape(indonesian));
});
