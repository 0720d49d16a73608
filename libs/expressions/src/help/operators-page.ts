import { operators } from '../operators/registry.ts';
import type { Family, Operator } from '../operators/operator.ts';
import { signatureOf } from '../operators/signature.ts';
import { describeOperator, infixOf } from './describe-operator.ts';

const families: readonly (readonly [Family, string, string])[] = [
  ['element-wise', 'Element-wise', 'Each cell from the same cell of the arguments.'],
  ['time-series', 'Time series', 'Each stock from its own past.'],
  ['cross-section', 'Cross-section', 'Each stock from the stocks of the same day.'],
  ['group', 'Groups', 'Each stock from the stocks of its group on the same day.'],
  ['state', 'State', 'What holds until something happens.'],
  ['point-in-time', 'Point in time', 'What filings said, by the day it became known.'],
];

/** The documentation of all operators as a page of Markdown: what `docs/operators.md` holds. */
export function operatorsPage(): string {
  const head = [
    '# Operators of formulas',
    '',
    'Made from the registry of operators in `libs/expressions/src/operators`, by `npm run fm -- factors operators',
    '--markdown`. A window is strict unless `min` says how many of its values are enough; nothing is ever infinite: what is not',
    'finite is missing.',
  ];
  return `${[...head, ...families.flatMap(sectionOf)].join('\n')}\n`;
}

function sectionOf([family, title, summary]: (typeof families)[number]): string[] {
  const known = operators.filter((operator) => operator.family === family);
  return ['', `## ${title}`, '', summary, ...known.flatMap(entryOf)];
}

function entryOf(operator: Operator): string[] {
  const facts = describeOperator(operator);
  const written =
    operator.symbol === undefined ? signatureOf(operator) : `${infixOf(operator)}\`, \`${signatureOf(operator)}`;
  const rest = Object.entries(facts).filter(
    ([key]) => !['operator', 'written', 'sign', 'family', 'computes'].includes(key),
  );
  return [
    '',
    `### ${operator.name}`,
    '',
    `\`${written}\`: ${operator.summary}`,
    '',
    ...rest.map(([key, text]) => `- ${key}: ${key === 'definition' ? `\`${text}\`` : escaped(text)}`),
  ];
}

/** Text without what Markdown reads as emphasis or tags. */
function escaped(text: string): string {
  return text.replaceAll(/[*_<>|]/g, (sign) => `\\${sign}`);
}
