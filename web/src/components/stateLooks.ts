/** Colour and icon of each state; both only repeat its words. */
import type { State } from '../api/types';
import type { IconName } from './icons';

const LOOKS: Record<State, [tone: string, icon: IconName]> = {
  submitted: ['grey', 'inbox'],
  on_hold: ['yellow', 'question'],
  disposed: ['blue', 'send'],
  in_progress: ['blue', 'work'],
  replied: ['teal', 'send'],
  closed: ['green', 'check'],
  archived: ['purple', 'archive'],
  referred: ['purple', 'send'],
};

/** A report that closed without the reporter's confirmation never looks solved. */
export function stateLook(state: State, how: string | null): [tone: string, icon: IconName] {
  if (state === 'closed' && how !== 'confirmed') return ['grey', 'archive'];
  return LOOKS[state] ?? ['grey', 'inbox'];
}
