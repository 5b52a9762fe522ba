import { expect, test } from 'vitest';
import type { Checking } from '../src/citizen/checking';
import { provedOn } from '../src/citizen/Gone';
import vectors from './proof-vectors.json';

const whole = vectors[0]!;

function kept(changes: Partial<Checking>, sealed: string | null = '2026-11-23', faults = 0) {
  const finding = {
    ...whole.finding,
    sealed,
    faults: Array(faults).fill({ seq: 1, kind: 'edited' }),
  };
  const checking = { proof: whole.proof, finding, receipt: true, earlier: false, root: true };
  return { ...checking, ...changes } as unknown as Checking;
}

test.each([
  ['a whole proof in the published root', kept({}), '2026-11-23'],
  ['one whose root could not be fetched', kept({ root: false }), null],
  ['one that is in no root yet', kept({ root: false }, null), null],
  ['one that is damaged, or of another receipt', kept({}, '2026-11-23', 1), null],
  ['none', null, null],
])('%s proves the day on which a report existed, or nothing', (_, proof, day) => {
  expect(provedOn({ number: 'F8N6ASJ5XQMQ', kept: proof })).toBe(day);
});
