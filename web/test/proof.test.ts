// @vitest-environment node
import { describe, expect, test } from 'vitest';
import vectors from './proof-vectors.json?raw';
import { canonical } from '../src/proof/hashing';
import {
  asProof,
  type Finding,
  type Known,
  type Proof,
  Unreadable,
  verified,
} from '../src/proof/verify';

interface Case extends Known {
  name: string;
  proof: Proof;
  finding: Finding;
}

// Python wrote them: `python -m tests.domain.proof_vectors`.
const cases = JSON.parse(vectors) as Case[];
const whole = cases.find(({ name }) => name === 'whole')?.proof as Proof;

describe('a recomputed proof', () => {
  test.each(cases)('$name: the same as Python finds', async ({ proof, finding, ...known }) => {
    expect(await verified(asProof(proof), known)).toEqual(finding);
  });

  test.each(whole.events.map(({ seq }) => seq))('misses event %i', async (seq) => {
    const events = whole.events.filter((event) => event.seq !== seq);
    const { faults } = await verified({ ...whole, events });
    expect(faults.map(({ kind }) => kind)).toEqual([
      seq === whole.events.length ? 'cut_off' : 'missing',
    ]);
  });

  test('is told by any single fact that differs', async () => {
    for (const event of whole.events.filter(({ body }) => body)) {
      for (const name of Object.keys(event.body ?? {}).filter(
        (n) => !['seq', 'report'].includes(n),
      )) {
        const body = { ...event.body, [name]: 'x' };
        const events = whole.events.map((one) => (one === event ? { ...event, body } : one));
        const { faults } = await verified({ ...whole, events } as Proof);
        expect(faults.map(({ seq, kind }) => [seq, kind])).toContainEqual([event.seq, 'edited']);
      }
    }
  });
});

test('canonical JSON sorts names, at every depth', () => {
  expect(canonical({ b: [{ d: 1, c: null }], a: 'é\u2028"' })).toBe(
    '{"a":"é\u2028\\"","b":[{"c":null,"d":1}]}',
  );
});

test.each([
  null,
  [],
  'x',
  {},
  { ...whole, v: 2 },
  { ...whole, events: [{}] },
  { ...whole, events: [{ ...whole.events[0], salt: undefined }] },
  { ...whole, events: [{ ...whole.events[0], body: undefined }] },
  { ...whole, events: [{ ...whole.events[0], prev: 'x' }] },
  { ...whole, last: { seq: 'x' } },
  { ...whole, sealed: { day: '2026-11-23' } },
  { ...whole, sealed: { day: 'x', seq: 1, root: '0'.repeat(64), path: [['left', 'zz']] } },
])('what is no proof is refused: %#', (value) => {
  expect(() => asProof(value)).toThrow(Unreadable);
});
