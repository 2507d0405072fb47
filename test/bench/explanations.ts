import { agreement } from '../support/forced-otherwise.ts';

/**
 * Compares what explanations say doing otherwise would cost, worked out by planning both ways, with what it does cost when the model is solved again with the decision forced. Options: `--houses 100`, `--json` for nothing but the last line.
 */
const at = process.argv.indexOf('--houses');
const houses = at < 0 ? 100 : Number(process.argv[at + 1]);
const isQuiet = process.argv.includes('--json');
const result = await agreement(houses, (line) => {
  if (!isQuiet) console.log(line);
});
console.log(JSON.stringify(result));
