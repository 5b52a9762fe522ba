/** The hashes of a proof, as `lapor/domain/event.py` and `merkle.py` define them. */

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** The one way to write JSON that hashing needs: sorted names, no spaces, characters as they are. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name] as Json)}`);
  return `{${members.join(',')}}`;
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

export async function hashText(text: string): Promise<string> {
  return toHex(await sha256(new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>));
}

/** Binds words or facts without showing them. */
export const digestOf = (value: Json, salt: string) => hashText(salt + canonical(value));

/** Stands for an event of which nothing is shown. */
export const bodyDigest = (body: Json) => hashText(canonical(body));

/** Chains the digest of a body to the event before. */
export const link = (prev: string, digest: string) => hashText(prev + digest);

async function joined(prefix: number, ...parts: Uint8Array[]): Promise<Uint8Array> {
  return sha256(Uint8Array.from([prefix, ...parts.flatMap((part) => Array.from(part))]));
}

/** The root to which a path leads from the leaf of a report (RFC 6962). */
export async function climbed(
  number: string,
  head: string,
  path: [side: string, hash: string][],
): Promise<string> {
  const leaf = await digestOf({ report: number, head }, 'leaf');
  let at = await joined(0, fromHex(leaf));
  for (const [side, hash] of path) {
    const other = fromHex(hash);
    at = await (side === 'left' ? joined(1, other, at) : joined(1, at, other));
  }
  return toHex(at);
}
