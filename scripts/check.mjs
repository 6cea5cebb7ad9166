// npm run check: types, lint, format, the house's rules and the unit tests; what a contributor runs before a commit.
import { ensureInstalled } from './lib/install.mjs';
import { closing, runChecks } from './lib/checks.mjs';

ensureInstalled();
const tally = await runChecks();
console.log(closing(tally));
process.exit(tally.failed === 0 ? 0 : 1);
