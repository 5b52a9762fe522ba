/** Inviting and moving officers: a role, and a unit where the role needs one. */
import { useState } from 'preact/hooks';
import { LineBox, ListBox } from '../components/controls';
import { useRegister } from '../components/useRegister';
import { fill, word } from '../i18n/fill';
import { admin, roles, staff } from '../i18n/texts';
import { ActionForm } from './ActionForm';
import { act, type Colleague, invite, type Staff } from './officersApi';
import { unitsOf } from './officesApi';
import { missing, required, useSending } from './useSending';

type Values = Record<string, string>;

interface Props {
  team: Staff;
  done: (message: string) => void;
  cancel: () => void;
}

function PlaceFields({
  team,
  values,
  set,
  errors,
}: {
  team: Staff;
  values: Values;
  set: (changed: Values) => void;
  errors: Values;
}) {
  const units = useRegister(team.agency, unitsOf);
  return (
    <>
      <ListBox
        id="role"
        label={staff.role}
        empty={staff.role_empty}
        value={values.role ?? ''}
        onChange={(role) => set({ role })}
        error={errors.role}
        options={team.gives.map((id) => ({ id, name: word(roles, id) }))}
      />
      {values.role === 'unit' && (
        <ListBox
          id="unit"
          label={admin.unit}
          empty={staff.unit_empty}
          value={units.length > 0 ? (values.unit ?? '') : ''}
          onChange={(unit) => set({ unit })}
          error={errors.unit}
          options={units}
        />
      )}
    </>
  );
}

const placeOf = (team: Staff, { role = '', unit = '' }: Values) => ({
  role,
  agency: team.agency,
  unit: role === 'unit' ? unit : null,
});

const needed = ({ role }: Values): Values => ({
  role: staff.role_empty,
  ...(role === 'unit' ? { unit: staff.unit_empty } : {}),
});

export function InviteForm({ team, done, cancel }: Props) {
  const [values, setValues] = useState<Values>({});
  const sending = useSending('username');
  const set = (changed: Values): void => setValues({ ...values, ...changed });
  const text = (name: string): string => (values[name] ?? '').trim();

  async function submit(): Promise<void> {
    const wrong = missing(values, {
      name: required(admin.name),
      username: required(staff.username),
      email: required(admin.email),
      ...needed(values),
    });
    const body = {
      name: text('name'),
      username: text('username'),
      email: text('email'),
      ...placeOf(team, values),
    };
    const sent = await sending.send(wrong, () => invite(body));
    if (sent) done(fill(staff.invited, { name: body.name, email: body.email }));
  }

  return (
    <ActionForm
      id="invite"
      title={staff.invite}
      lead={staff.invite_lead}
      button={staff.send}
      sending={sending}
      submit={() => void submit()}
      cancel={cancel}
    >
      <LineBox
        id="name"
        label={admin.name}
        value={values.name ?? ''}
        onChange={(name) => set({ name })}
        error={sending.errors.name}
      />
      <LineBox
        id="username"
        label={staff.username}
        hint={staff.username_hint}
        value={values.username ?? ''}
        onChange={(username) => set({ username })}
        error={sending.errors.username}
      />
      <LineBox
        id="email"
        label={admin.email}
        type="email"
        value={values.email ?? ''}
        onChange={(email) => set({ email })}
        error={sending.errors.email}
      />
      <PlaceFields team={team} values={values} set={set} errors={sending.errors} />
    </ActionForm>
  );
}

export function MoveOfficer({ who, team, done, cancel }: Props & { who: Colleague }) {
  const [values, setValues] = useState<Values>({ role: who.role, unit: who.unit ?? '' });
  const sending = useSending('role');

  async function submit(): Promise<void> {
    const wrong = missing(values, needed(values));
    const body = placeOf(team, values);
    if (await sending.send(wrong, () => act(who.username, 'move', body))) done(admin.done);
  }

  return (
    <ActionForm
      id="move"
      title={`${staff.move}: ${who.name}`}
      lead={staff.move_lead}
      button={staff.move}
      sending={sending}
      submit={() => void submit()}
      cancel={cancel}
    >
      <PlaceFields
        team={team}
        values={values}
        set={(changed) => setValues({ ...values, ...changed })}
        errors={sending.errors}
      />
    </ActionForm>
  );
}
