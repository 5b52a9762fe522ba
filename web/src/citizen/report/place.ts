/** Narrows the long lists: regencies to the chosen province, agencies to the chosen place. */
import { agenciesIn } from '../../api/registers';
import { form as texts } from '../../i18n/texts';
import { find } from '../dom';

/** Takes the regencies out of the page and gives back those of the chosen province. */
export function narrowPlaces(): { refresh: (wanted?: string) => void } {
  const province = find<HTMLSelectElement>('#province');
  const regency = find<HTMLSelectElement>('#regency');
  const groups = Array.from(regency.querySelectorAll('optgroup'));
  const options = groups.flatMap((group) => Array.from(group.querySelectorAll('option')));
  const empty = regency.options[0];

  function refresh(wanted = regency.value): void {
    const fitting = options.filter((option) => option.value.startsWith(`${province.value}.`));
    regency.replaceChildren(...(empty ? [empty] : []), ...(province.value ? fitting : []));
    regency.value = fitting.some((option) => option.value === wanted) ? wanted : '';
    regency.disabled = !province.value;
  }

  province.addEventListener('change', () => refresh());
  // Chosen while scripts were loading: the regency names its province.
  if (!province.value) province.value = regency.value.slice(0, 2);
  refresh();
  return { refresh };
}

/** Adds the governments of the chosen place on top of the agencies. */
export function offerLocalAgencies(): { refresh: (wanted?: string) => Promise<void> } {
  const regency = find<HTMLSelectElement>('#regency');
  const agency = find<HTMLSelectElement>('#agency');
  const local = document.createElement('optgroup');
  local.label = texts.agency_local;
  agency.querySelector('optgroup')?.before(local);
  local.hidden = true;

  async function refresh(wanted = agency.value): Promise<void> {
    const place = regency.value;
    const codes = [place, place.slice(0, 2)];
    const found = place ? await agenciesIn(place.slice(0, 2)).catch(() => []) : [];
    if (regency.value !== place) return;
    local.replaceChildren(
      ...found
        .filter(({ id }) => codes.includes(id))
        .sort((a, b) => b.id.length - a.id.length)
        .map(({ id, name }) => new Option(name, id)),
    );
    local.hidden = local.children.length === 0;
    const known = Array.from(agency.options).some((option) => option.value === wanted);
    agency.value = known ? wanted : '';
  }

  regency.addEventListener('change', () => void refresh());
  find('#province').addEventListener('change', () => void refresh());
  return { refresh };
}
