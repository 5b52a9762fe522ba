/** For those who serve the whole country: whose officers or offices the page shows. */
import provinces from 'virtual:provinces';
import { useState } from 'preact/hooks';
import { agenciesIn, shardOf } from '../api/registers';
import { ListBox } from '../components/controls';
import { useRegister } from '../components/useRegister';
import { admin, desk } from '../i18n/texts';

interface Props {
  agency: string;
  choose: (agency: string) => void;
  /** An agency that is in no region's list: the national administration. */
  own?: { id: string; name: string };
}

export function AgencyChooser({ agency, choose, own }: Props) {
  const [region, setRegion] = useState(shardOf(agency));
  const listed = useRegister(region, agenciesIn);
  const agencies = own && region === 'national' ? [own, ...listed] : listed;
  const known = agencies.some(({ id }) => id === agency);
  return (
    <div class="picker">
      <ListBox id="region" label={desk.region} value={region} onChange={setRegion}>
        <option value="national">{desk.region_national}</option>
        {provinces.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </ListBox>
      <ListBox
        id="agency"
        label={admin.agency}
        empty={admin.choose}
        value={known ? agency : ''}
        onChange={(chosen) => chosen && choose(chosen)}
        options={agencies}
      />
    </div>
  );
}
