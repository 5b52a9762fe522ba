/** Agencies and units: who keeps the register changes them here, others only read their own. */
import { useState } from 'preact/hooks';
import { LineBox, TickBox } from '../components/controls';
import { useLoaded } from '../components/hooks';
import { Rows } from '../components/Rows';
import { Failed, Loading } from '../components/Status';
import { fill } from '../i18n/fill';
import { admin, office as texts } from '../i18n/texts';
import { ActionForm, Done } from './ActionForm';
import { AgencyChooser } from './AgencyChooser';
import { type Office, officesOf } from './officesApi';
import { officer, officerCall } from './session';
import { startDesk } from './startDesk';
import { missing, required, useSending } from './useSending';

const LEVELS = ['', texts.agency, texts.unit, texts.sub];
const FIRST = '32';

interface Open {
  action: 'add' | 'edit' | 'close';
  office: Office;
}

interface Props {
  open: Open;
  done: () => void;
  cancel: () => void;
}

function OfficeForm({ open: { action, office }, done, cancel }: Props) {
  const isNew = action === 'add';
  const first: Record<string, string> = isNew
    ? {}
    : { name: office.name, email: office.email ?? '' };
  const [values, setValues] = useState(first);
  const [approves, setApproves] = useState(office.approves === true);
  const isAgency = !isNew && office.level === 1;
  const sending = useSending('name');
  const set = (changed: Record<string, string>) => setValues({ ...values, ...changed });
  const title = isNew ? (office.level > 1 ? texts.add_below : texts.add) : texts.edit;

  async function submit(): Promise<void> {
    const wrong = missing(values, {
      ...(isNew ? { slug: required(texts.code) } : {}),
      name: required(admin.name),
      email: required(admin.email),
    });
    const where = isNew ? { parent: office.id, slug: values.slug } : { office: office.id };
    const demand = isAgency ? { approves } : {};
    const body = { ...where, name: values.name, email: values.email, ...demand };
    if (await sending.send(wrong, () => officerCall(`/api/offices/${action}`, { body }))) done();
  }

  return (
    <ActionForm
      id={action}
      title={isNew ? title : `${title}: ${office.name}`}
      lead={isNew ? fill(texts.below, { name: office.name }) : undefined}
      button={isNew ? title : admin.save}
      sending={sending}
      submit={() => void submit()}
      cancel={cancel}
    >
      {isNew && (
        <LineBox
          id="slug"
          label={texts.code}
          hint={texts.code_hint}
          value={values.slug ?? ''}
          onChange={(slug) => set({ slug })}
          error={sending.errors.slug}
        />
      )}
      <LineBox
        id="name"
        label={admin.name}
        value={values.name ?? ''}
        onChange={(name) => set({ name })}
        error={sending.errors.name}
      />
      <LineBox
        id="email"
        label={admin.email}
        type="email"
        value={values.email ?? ''}
        onChange={(email) => set({ email })}
        error={sending.errors.email}
      />
      {isAgency && (
        <TickBox
          id="approves"
          label={texts.approves}
          value={approves}
          onChange={setApproves}
          error={sending.errors.approves}
        />
      )}
    </ActionForm>
  );
}

function CloseForm({ open: { office }, done, cancel }: Props) {
  const sending = useSending('office');
  const body = { office: office.id };
  return (
    <ActionForm
      id="close"
      title={`${texts.close}: ${office.name}`}
      lead={fill(texts.close_lead, { name: office.name })}
      button={texts.close}
      sending={sending}
      submit={() =>
        void sending.send({}, async () => {
          await officerCall('/api/offices/close', { body });
          done();
        })
      }
      cancel={cancel}
    />
  );
}

function actionsOf(office: Office): [Open['action'], string][] {
  const actions: [Open['action'], string][] = [['edit', texts.edit]];
  if (office.level < 3) actions.push(['add', office.level > 1 ? texts.add_below : texts.add]);
  if (office.level > 1) actions.push(['close', texts.close]);
  return actions;
}

interface RowProps {
  office: Office;
  /** Null for who may only read. */
  open: ((action: Open['action']) => void) | null;
}

function Row({ office, open }: RowProps) {
  return (
    <tr>
      <th scope="row" class={`office office--${office.level}`}>
        {office.name}
        <span class="queue__number">{office.id}</span>
        {office.approves && <span class="queue__marks">{texts.approves_mark}</span>}
      </th>
      <td data-label={texts.level}>{LEVELS[office.level]}</td>
      {open && (
        <>
          <td data-label={admin.email}>{office.email}</td>
          <td class="queue__actions">
            <span class="row-actions">
              {actionsOf(office).map(([action, name]) => (
                <button
                  key={action}
                  type="button"
                  class="link-button"
                  aria-label={`${name}: ${office.name}`}
                  onClick={() => open(action)}
                >
                  {name}
                </button>
              ))}
            </span>
          </td>
        </>
      )}
    </tr>
  );
}

function OfficeList({ keeps }: { keeps: boolean }) {
  const [agency, setAgency] = useState(keeps ? FIRST : (officer()?.agency ?? FIRST));
  const [open, setOpen] = useState<Open | null>(null);
  const [message, setMessage] = useState('');
  const { content, problem, reload } = useLoaded(agency, () => officesOf(agency));

  function show(next: Open | null): void {
    setMessage('');
    setOpen(next);
  }
  const rest = {
    done() {
      setOpen(null);
      setMessage(admin.done);
      reload();
    },
    cancel: () => show(null),
  };

  return (
    <>
      {keeps && (
        <AgencyChooser
          agency={agency}
          choose={(chosen) => {
            show(null);
            setAgency(chosen);
          }}
        />
      )}
      <Done message={message} />
      {problem && !content && <Failed problem={problem} retry={reload} />}
      {!content && !problem && <Loading />}
      {open && open.action !== 'close' && (
        <OfficeForm key={`${open.action}-${open.office.id}`} open={open} {...rest} />
      )}
      {open?.action === 'close' && <CloseForm key={open.office.id} open={open} {...rest} />}
      {content && (
        <Rows
          id="offices"
          caption={fill(texts.table, { agency: content.agency.name })}
          columns={[admin.name, texts.level, ...(keeps ? [admin.email, admin.actions] : [])]}
        >
          {[content.agency, ...content.units].map((office) => (
            <Row
              key={office.id}
              office={office}
              open={keeps ? (action) => show({ action, office }) : null}
            />
          ))}
        </Rows>
      )}
    </>
  );
}

startDesk(() => {
  const keeps = officer()?.may.includes('edit_office') ?? false;
  return (
    <>
      <h1 class="govuk-heading-l">{admin.offices}</h1>
      <p>{keeps ? texts.lead : texts.lead_read}</p>
      <OfficeList keeps={keeps} />
    </>
  );
});
