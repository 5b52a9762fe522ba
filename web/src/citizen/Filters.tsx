/** Filters of the public list, as a plain GET form: the address says what is shown. */
import { useState } from 'preact/hooks';
import provinces from 'virtual:provinces';
import { agenciesIn, regenciesOf } from '../api/registers';
import { ListBox, type Option } from '../components/controls';
import { useRegister } from '../components/useRegister';
import { TopicOptions } from '../form/StepWhat';
import { browse, classes, common, states } from '../i18n/texts';

const NAMES = ['province', 'regency', 'agency', 'category', 'class', 'state'] as const;
type Name = (typeof NAMES)[number];
export type Chosen = Partial<Record<Name, string>>;

/** What codes are made of; anything else in an address is not one. */
const CODE = /^[\w.:-]+$/;

/** Takes the known filters out of an address. */
export function filtersFrom(search: string): Chosen {
  const query = new URLSearchParams(search);
  const known = NAMES.map((name) => [name, query.get(name) ?? ''] as const);
  return Object.fromEntries(known.filter(([, value]) => CODE.test(value)));
}

const options = (words: Record<string, string>): Option[] =>
  Object.entries(words).map(([id, name]) => ({ id, name }));

const regencyOptions = async (province: string) =>
  (await regenciesOf(province)).map(({ code, name }) => ({ id: code, name }));

const agencyOptions = async (province: string) => agenciesIn(province || 'national');

function PlaceFilters({ values, set }: { values: Chosen; set: (changed: Chosen) => void }) {
  const province = values.province ?? '';
  const regencies = useRegister(province, regencyOptions);
  const agencies = useRegister(province || 'national', agencyOptions);
  return (
    <>
      <ListBox
        id="province"
        label={browse.province}
        empty={common.all}
        value={province}
        onChange={(value) => set({ province: value, regency: '', agency: '' })}
        options={provinces.map(({ code, name }) => ({ id: code, name }))}
      />
      {province && (
        <ListBox
          id="regency"
          label={browse.regency}
          empty={common.all}
          value={values.regency ?? ''}
          onChange={(regency) => set({ regency })}
          options={regencies}
        />
      )}
      <ListBox
        id="agency"
        label={browse.agency}
        empty={common.all}
        value={values.agency ?? ''}
        onChange={(agency) => set({ agency })}
        options={agencies}
      />
    </>
  );
}

/** Empty filters stay out of the address. */
function leaveOutEmpty(event: Event): void {
  for (const select of (event.currentTarget as HTMLFormElement).querySelectorAll('select')) {
    select.disabled = select.value === '';
  }
}

export function Filters({ chosen }: { chosen: Chosen }) {
  const [values, setValues] = useState<Chosen>(chosen);
  const set = (changed: Chosen) => setValues((last) => ({ ...last, ...changed }));
  return (
    <details class="filters" open={window.matchMedia('(min-width: 48em)').matches}>
      <summary>{browse.filters}</summary>
      <search>
        <form method="get" aria-label={browse.filters} onSubmit={leaveOutEmpty}>
          <ListBox
            id="class"
            label={browse.class}
            empty={common.all}
            value={values.class ?? ''}
            onChange={(value) => set({ class: value })}
            options={options(classes)}
          />
          <ListBox
            id="state"
            label={browse.state}
            empty={common.all}
            value={values.state ?? ''}
            onChange={(state) => set({ state })}
            options={options(states).filter(({ id }) => id !== 'submitted')}
          />
          <ListBox
            id="category"
            label={browse.category}
            empty={common.all}
            value={values.category ?? ''}
            onChange={(category) => set({ category })}
          >
            <TopicOptions />
          </ListBox>
          <PlaceFilters values={values} set={set} />
          <div class="govuk-button-group">
            <button type="submit" class="govuk-button govuk-button--secondary">
              {browse.apply}
            </button>
            <a class="govuk-link" href={location.pathname}>
              {browse.reset}
            </a>
          </div>
        </form>
      </search>
    </details>
  );
}
