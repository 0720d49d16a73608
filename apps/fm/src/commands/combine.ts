import { userInfo } from 'node:os';
import { combinationMethods, type CombinationMethod } from '@fm/factor-math';
import { combinationText, factorOfRun, type CharacteristicFactor, type FormulaText } from '@fm/factors';
import { systemClock } from '@fm/platform';
import { Command, Option } from 'commander';
import { knownFormulas } from '../known-formulas.ts';
import { atLeastOne, wholeNumber } from '../options.ts';
import { note, print } from '../output.ts';
import { withWarehouse } from '../with-warehouse.ts';

const help = `
Examples:
  $ fm combine blend --factors PB,ROC20,RSI14 --method equal
  $ fm combine learnt --factors PB,ROC20,mom --method ic
  $ fm combine fitted --factors library:momentum,-PB --method ridge --horizon 21 --embargo 5
  $ fm mine --factors blend
  $ fm verify blend

Keeps a factor made of other factors. In each session the values of every part become normal scores of their ranks. equal is
their mean, the benchmark for the others. ic weighs parts by how well they have predicted so far, shrunk to equal weights by
the share that chance would give; ridge by a regression of the returns on all parts. Both learn from every return since the
first session that had ended, with the embargo, before the day. A part counts in the direction in which the literature
expects it to pay, high where it expects nothing; +NAME and -NAME say it yourself (write --factors=-PB,ROC20 where the first
has a minus). It is kept like a formula: "fm factors list" shows it, "fm mine", "fm verify", "fm book" and "fm export" take
its name.`;

interface CombineOptions {
  readonly factors: string;
  readonly method: CombinationMethod;
  readonly horizon: number;
  readonly embargo: number;
  readonly author?: string;
}

/** `fm combine`: keeps a factor made of other factors. */
export function combineCommand(): Command {
  return new Command('combine')
    .argument('<name>', 'name of the combination')
    .requiredOption(
      '--factors <names>',
      'its parts, joined by commas: factors, kept formulas, library:NAME, values:NAME',
    )
    .addOption(new Option('--method <method>', 'how they are weighed').choices(combinationMethods).default('equal'))
    .option('--horizon <sessions>', 'horizon of the returns that weights are learnt from', atLeastOne, 21)
    .option(
      '--embargo <sessions>',
      'sessions between the last of these returns and the day of the weights',
      wholeNumber,
      5,
    )
    .option('--author <name>', 'who keeps it (default: the user of the machine)')
    .addHelpText('after', help)
    .action(async (name: string, { author = userInfo().username, ...options }: CombineOptions) => {
      const combination = await combinationOf(name, options);
      const { keepFactor } = await import('@fm/results/kept');
      await withWarehouse(async (warehouse) => {
        const { kept, sameAs } = await keepFactor(warehouse, combination, author, systemClock);
        print(`${kept.definition.name}  ${kept.hash}`);
        note(`${kept.definition.formula}; mine it with \`fm mine --factors ${name}\``);
        if (sameAs.length > 0)
          note(`${name} is the same combination as ${sameAs.join(', ')}: it does not count as a new trial`);
      });
    });
}

/** The combination with the formulas of its parts, checked as every formula is. */
async function combinationOf(name: string, options: CombineOptions): Promise<FormulaText> {
  const { readRequest } = await import('@fm/mining');
  const known = await knownFormulas();
  const asked = options.factors.split(',').map((text) => {
    const [, sign = '', factors = ''] = /^\s*([+-]?)\s*(.*)$/s.exec(text) ?? [];
    return { sign, factors };
  });
  // Every unknown name at once.
  readRequest({ factors: asked.map(({ factors }) => factors).join(','), ...known });
  const parts: { name: string; negated: boolean }[] = [];
  const formulas: FormulaText[] = [];
  for (const { sign, factors } of asked) {
    const request = readRequest({ factors, ...known });
    formulas.push(...(request.formulas ?? []));
    for (const why of request.leftOut ?? []) note(`left out of the library: ${why}`);
    for (const factor of request.factors.map((one) => factorOfRun(request, one)))
      if (factor.kind === 'characteristic' || factors === factor.name)
        parts.push({ name: factor.name, negated: isNegated(sign, factor) });
      else note(`left out: ${factor.name} is the return of a portfolio and gives stocks no values`);
  }
  const combination: FormulaText = {
    ...{ name, formula: combinationText(options, parts), sign: 1 },
    ...{
      description: `${parts.length} factors combined, ${weighed[options.method]}`,
      source: 'A combination that a user defined.',
    },
    ...(formulas.length > 0 && { parts: formulas }),
  };
  readRequest({ formulas: [combination], ...known });
  return combination;
}

const weighed: Readonly<Record<CombinationMethod, string>> = {
  equal: 'each with the same weight',
  ic: 'weighed by how well each has predicted so far, shrunk to equal weights',
  ridge: 'weighed by a ridge regression on the returns so far',
};

function isNegated(sign: string, { expectedSign }: Pick<CharacteristicFactor, 'expectedSign'>): boolean {
  return sign === '' ? expectedSign < 0 : sign === '-';
}
