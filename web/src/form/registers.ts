/** What the form's lists are made of; read at build time, so only prerendered pages carry it. */
export interface Registers {
  provinces: { code: string; name: string }[];
  regencies: { code: string; name: string }[];
  agencies: { id: string; name: string; kind: string }[];
}
