// npm run sentences: every sentence of the rooms by its English form, as the table that another language fills in.
import { collectSentences } from './lib/sentences.mjs';

const { forms } = collectSentences();
console.log(JSON.stringify(Object.fromEntries([...forms.keys()].map((form) => [form, form])), null, 2));
