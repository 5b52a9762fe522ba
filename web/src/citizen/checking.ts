/** Fetches a proof and the published root, each from its own address, and recomputes them. */
import { call } from '../api/client';
import { asProof, type Finding, type Proof, verified } from '../proof/verify';

export interface Checking {
  proof: Proof;
  finding: Finding;
  /** What it was compared with, beside the chain itself. */
  receipt: boolean;
  earlier: boolean;
  root: boolean;
}

export interface Root {
  day: string;
  root: string;
}

/** Reads a saved proof; null when it is none. */
export async function readFile(file: File): Promise<Proof | null> {
  try {
    return asProof(JSON.parse(await file.text()));
  } catch {
    return null;
  }
}

async function rootOf(proof: Proof): Promise<string | undefined> {
  if (!proof.sealed) return undefined;
  try {
    const day = encodeURIComponent(proof.sealed.day);
    return (await call<Root>(`/api/public/roots/${day}`)).root;
  } catch {
    return undefined; // what could not be compared is said beside the result
  }
}

/** With a number, the proof of now is compared with the saved one; without, the saved is checked. */
export async function check(
  number: string,
  code: string,
  receipt: string,
  saved: Proof | null,
): Promise<Checking> {
  const fetched = number
    ? asProof(await call(`/api/reports/${number}/proof`, { headers: { 'Access-Code': code } }))
    : null;
  const proof = fetched ?? (saved as Proof);
  const earlier = fetched && saved ? saved : undefined;
  const root = await rootOf(proof);
  const finding = await verified(proof, { first: receipt || undefined, root, earlier });
  return {
    proof,
    finding,
    receipt: receipt !== '',
    earlier: earlier !== undefined,
    root: root !== undefined,
  };
}
