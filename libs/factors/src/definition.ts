import type { Panel } from '@fm/factor-math';
import type { CompositePortfolios } from './composite-portfolios.ts';
import { undeclaredInput } from './errors.ts';
import type { InputName } from './inputs/index.ts';

/** What a factor measures. */
export type FactorType = 'technical' | 'fundamental' | 'market' | 'sentiment' | 'rating' | 'governance';

/**
 * Where a factor reads its inputs from; everything holds, at session t, only what was known before the close of t.
 *
 * @typeParam Name - the inputs that the factor declares
 */
export interface FactorInputs<Name extends InputName = InputName> {
  /** The trading calendar, ascending, `YYYY-MM-DD`. */
  readonly sessions: readonly string[];
  /** Risk-free return per session, a fraction; zero where no series is known. */
  readonly riskFree: Float64Array;
  /** Sessions x stocks: 0 where a stock is not a member of the universe; absent when all are, always. */
  readonly member?: Uint8Array;
  readonly panel: (name: Name) => Panel;
}

/**
 * Sessions before t that a value at t may depend on; `sinceListing` for definitions whose value depends on every
 * session since the stock's first price, or on facts that may be years old.
 */
export type LookBack = number | 'sinceListing';

/** The description of a factor. */
interface FactorDescription {
  /** Name in results and on the command line. */
  readonly name: string;
  /** Other accepted names, e.g. the short names of the reference platform's workflow input. */
  readonly aliases: readonly string[];
  readonly type: FactorType;
  /** Sign of the premium that the literature expects of High minus Low; 0 where it names none. */
  readonly expectedSign: -1 | 0 | 1;
  readonly inputs: readonly InputName[];
  readonly lookBack: LookBack;
  /** Sessions with all inputs present before the first value. */
  readonly warmUp: number;
  readonly unit: string;
  readonly description: string;
  /** Where the definition and the expected sign come from. */
  readonly source: string;
  /** Name of the case in which all inputs are there and the factor still has nothing for a stock, e.g. a negative equity. */
  readonly undefinedWhen?: string;
  /** The factor of which this is another definition; a variant is mined when it is named, not with all. */
  readonly variantOf?: string;
  /** SHA-256 of the canonical form of the formula that it is; absent where a file of the catalogue computes it. */
  readonly formulaHash?: string;
  /** Identities of the factors that a combination is made of, see `definitionIdentity`. */
  readonly madeOf?: readonly string[];
  /** Whether the value of a stock depends on other stocks: then only sessions are cut, and never stocks. */
  readonly comparesStocks?: boolean;
  /** Raised when the values change by something that is not in the definition, such as what an input is made of. */
  readonly revision: number;
}

/** A factor that gives every stock a value, on which stocks are sorted into portfolios. */
export interface CharacteristicFactor extends FactorDescription {
  readonly kind: 'characteristic';
  /** Values f[i,t], days x stocks; NaN where the value is missing. */
  compute(inputs: FactorInputs): Panel;
}

/** A factor that is a portfolio return itself, such as the market's. */
export interface PortfolioFactor extends FactorDescription {
  readonly kind: 'portfolio';
  compute(inputs: FactorInputs): CompositePortfolios;
}

/** One factor: its definition as data, and the function from input panels to values or returns. */
export type FactorDefinition = CharacteristicFactor | PortfolioFactor;

/** A definition as it is written down: it can read the inputs that it declares, and no other. */
type Written<Factor extends FactorDefinition, Names extends readonly InputName[]> = Omit<
  Factor,
  'kind' | 'inputs' | 'compute'
> & {
  readonly inputs: Names;
  compute(inputs: FactorInputs<Names[number]>): ReturnType<Factor['compute']>;
};

/**
 * Declares a factor whose values sort stocks.
 *
 * @throws UNDECLARED_INPUT while it is computed, where it reads an input that is not among its `inputs`
 */
export function defineFactor<const Names extends readonly InputName[]>(
  definition: Written<CharacteristicFactor, Names>,
): CharacteristicFactor {
  const compute = (inputs: FactorInputs): Panel => definition.compute(declaredOf(definition, inputs));
  texts.set(compute, definition.compute.toString());
  return { ...definition, kind: 'characteristic', compute };
}

/**
 * Declares a factor that is a portfolio return.
 *
 * @throws UNDECLARED_INPUT while it is computed, where it reads an input that is not among its `inputs`
 */
export function definePortfolioFactor<const Names extends readonly InputName[]>(
  definition: Written<PortfolioFactor, Names>,
): PortfolioFactor {
  const compute = (inputs: FactorInputs): CompositePortfolios => definition.compute(declaredOf(definition, inputs));
  texts.set(compute, definition.compute.toString());
  return { ...definition, kind: 'portfolio', compute };
}

/** Text of the function that a definition was declared with, which is wrapped in another. */
const texts = new WeakMap<FactorDefinition['compute'], string>();

/** What the function of a definition is, as text. */
export function computeText({ compute }: FactorDefinition): string {
  return texts.get(compute) ?? compute.toString();
}

/** The inputs of a market that a factor declares. */
function declaredOf(
  { name: factor, inputs: declared }: Pick<FactorDescription, 'name' | 'inputs'>,
  { sessions, riskFree, member, panel }: FactorInputs,
): FactorInputs {
  return {
    ...{ sessions, riskFree },
    ...(member === undefined ? {} : { member }),
    panel: (name) => {
      if (!declared.includes(name)) throw undeclaredInput(factor, name, declared);
      return panel(name);
    },
  };
}
