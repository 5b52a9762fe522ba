/** The script of each kind of page. */
export const entries = {
  home: 'src/citizen/home.ts',
  report: 'src/citizen/report/index.ts',
  track: 'src/citizen/track.tsx',
  mine: 'src/citizen/mine.tsx',
  browse: 'src/citizen/browse.tsx',
  detail: 'src/citizen/detail.tsx',
  proof: 'src/citizen/proof.tsx',
  signin: 'src/console/signin.tsx',
  queue: 'src/console/queue.tsx',
  case: 'src/console/case.tsx',
  summary: 'src/console/summary.tsx',
  officers: 'src/console/officers.tsx',
  offices: 'src/console/offices.tsx',
  rules: 'src/console/rules.tsx',
  keys: 'src/console/keys.tsx',
  trail: 'src/console/trail.tsx',
};

/** What a page fetches later, by its entry: on a first load it would be in everybody's way. */
export const later = { report: 'src/citizen/report/personal.ts' };

/** Two whole style sheets, so that a page loads one: the first pages people see get the light one. */
export const styles = { light: 'src/styles/main.scss', full: 'src/styles/full.scss' };

const LIGHT = new Set([undefined, 'home', 'report', 'browse']);

export const styleOf = (entry) => (LIGHT.has(entry) ? 'light' : 'full');
