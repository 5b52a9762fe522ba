/** Who may sign in for an agency: listed, invited, suspended, restored, reset and moved. */
import { useState } from 'preact/hooks';
import { useLoaded } from '../components/hooks';
import { Rows } from '../components/Rows';
import { Failed, Loading } from '../components/Status';
import { fill, word } from '../i18n/fill';
import { admin, roles, staff } from '../i18n/texts';
import { ActionForm, Done } from './ActionForm';
import { AgencyChooser } from './AgencyChooser';
import { act, type Colleague, type Staff, staffOf } from './officersApi';
import { officer } from './session';
import { InviteForm, MoveOfficer } from './StaffForms';
import { startDesk } from './startDesk';
import { useSending } from './useSending';

const SIMPLE: Record<string, { name: string; lead: string }> = {
  suspend: { name: staff.suspend, lead: staff.suspend_lead },
  restore: { name: staff.restore, lead: staff.restore_lead },
  reset: { name: staff.reset, lead: staff.reset_lead },
};

interface Open {
  action: string;
  who: Colleague | null;
}

function SimpleForm({
  action,
  who,
  done,
  cancel,
}: {
  action: string;
  who: Colleague;
  done: (message: string) => void;
  cancel: () => void;
}) {
  const { name, lead } = SIMPLE[action] as (typeof SIMPLE)[string];
  const sending = useSending('username');
  return (
    <ActionForm
      id={action}
      title={`${name}: ${who.name}`}
      lead={fill(lead, { name: who.name, email: who.email ?? '' })}
      button={name}
      sending={sending}
      submit={() =>
        void sending.send({}, async () => {
          await act(who.username, action);
          done(admin.done);
        })
      }
      cancel={cancel}
    />
  );
}

function Row({ who, team, open }: { who: Colleague; team: Staff; open: (action: string) => void }) {
  const isMe = who.username === officer()?.username;
  const manages = !isMe && team.gives.includes(who.role);
  const actions = who.suspended ? ['restore'] : ['move', 'reset', 'suspend'];
  return (
    <tr>
      <th scope="row">
        {who.name}
        {isMe && ` (${staff.you})`}
        <span class="queue__number">{who.username}</span>
      </th>
      <td data-label={staff.col_role}>
        {word(roles, who.role)}
        {who.unit_name && <span class="queue__number">{who.unit_name}</span>}
      </td>
      <td data-label={admin.email}>{who.email}</td>
      <td data-label={staff.col_state}>
        <span class={`tag tag--${who.suspended ? 'red' : 'green'}`}>
          {who.suspended ? staff.suspended : staff.active}
        </span>
      </td>
      <td class="queue__actions">
        {manages && (
          <span class="row-actions">
            {actions.map((action) => (
              <button
                key={action}
                type="button"
                class="link-button"
                aria-label={`${SIMPLE[action]?.name ?? staff.move}: ${who.name}`}
                onClick={() => open(action)}
              >
                {SIMPLE[action]?.name ?? staff.move}
              </button>
            ))}
          </span>
        )}
      </td>
    </tr>
  );
}

function Officers() {
  const me = officer();
  const [agency, setAgency] = useState(me?.agency ?? '');
  const [open, setOpen] = useState<Open | null>(null);
  const [message, setMessage] = useState('');
  const { content: team, problem, reload } = useLoaded(agency, () => staffOf(agency));

  function show(next: Open | null): void {
    setMessage('');
    setOpen(next);
  }
  function done(said: string): void {
    setOpen(null);
    setMessage(said);
    reload();
  }
  const rest = { done, cancel: () => show(null) };

  return (
    <>
      {me?.role === 'national' && (
        <AgencyChooser
          agency={agency}
          choose={(chosen) => {
            show(null);
            setAgency(chosen);
          }}
          own={{ id: 'national', name: me.agency_name ?? 'national' }}
        />
      )}
      <Done message={message} />
      {problem && !team && <Failed problem={problem} retry={reload} />}
      {!team && !problem && <Loading />}
      {team && (
        <>
          {!open && (
            <button
              type="button"
              class="govuk-button"
              id="invite"
              onClick={() => show({ action: 'invite', who: null })}
            >
              {staff.invite}
            </button>
          )}
          {open?.action === 'invite' && <InviteForm team={team} {...rest} />}
          {open?.who && open.action === 'move' && (
            <MoveOfficer key={open.who.username} who={open.who} team={team} {...rest} />
          )}
          {open?.who && open.action in SIMPLE && (
            <SimpleForm
              key={`${open.action}-${open.who.username}`}
              action={open.action}
              who={open.who}
              {...rest}
            />
          )}
          {team.items.length === 0 ? (
            <p class="notice">{staff.empty}</p>
          ) : (
            <Rows
              id="officers"
              caption={fill(staff.table, { agency: team.agency_name })}
              columns={[admin.name, staff.col_role, admin.email, staff.col_state, admin.actions]}
            >
              {team.items.map((who) => (
                <Row
                  key={who.username}
                  who={who}
                  team={team}
                  open={(action) => show({ action, who })}
                />
              ))}
            </Rows>
          )}
        </>
      )}
    </>
  );
}

startDesk(() => (
  <>
    <h1 class="govuk-heading-l">{admin.officers}</h1>
    <p>{staff.lead}</p>
    <Officers />
  </>
));
