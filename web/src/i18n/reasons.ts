/** Names of the register's reasons, whichever move they belong to. */
import reasons from 'virtual:reasons';

/** A reason's name; an unknown one is shown as it is. */
export function reasonName(id: string): string {
  const all = Object.values(reasons).flat();
  return all.find((reason) => reason.id === id)?.name ?? id;
}
