import { beforeEach, expect, test } from 'vitest';
import { deleteDraft, isOpenHere, loadDraft, newKey, saveDraft } from '../src/citizen/report/draft';
import type { Values } from '../src/citizen/report/values';

const DAY = 24 * 3_600_000;
const values = { title: 'Lampu mati' } as Values;

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

test('a draft comes back with its key', () => {
  const draft = { key: newKey(), values, savedAt: 1000 };
  expect(saveDraft(draft)).toBe(true);
  expect(loadDraft(2000)).toEqual(draft);
  expect(isOpenHere(draft)).toBe(true);
});

test('a draft is forgotten after 30 days', () => {
  saveDraft({ key: newKey(), values, savedAt: 0 });
  expect(loadDraft(31 * DAY)).toBeNull();
  expect(localStorage.length).toBe(0);
});

test('a deleted draft leaves nothing', () => {
  saveDraft({ key: newKey(), values, savedAt: 0 });
  deleteDraft();
  expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
});

test('something else under the same name is not a draft', () => {
  localStorage.setItem('lapor-draft', '{broken');
  expect(loadDraft(0)).toBeNull();
});

test('keys are random UUIDs, also without crypto.randomUUID', () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  const original = crypto.randomUUID;
  Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
  expect(newKey()).toMatch(uuid);
  Object.defineProperty(crypto, 'randomUUID', { value: original, configurable: true });
  expect(newKey()).toMatch(uuid);
});
