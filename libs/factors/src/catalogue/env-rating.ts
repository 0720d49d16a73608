import { defineFactor } from '../definition.ts';

export default defineFactor({
  name: 'EnvRating',
  aliases: ['ER'],
  type: 'governance',
  expectedSign: 0,
  inputs: ['EnvRating'],
  lookBack: 'sinceListing',
  warmUp: 0,

  unit: '0-10',
  description: 'Environment rating read from the latest sustainability report known.',
  source: 'Bolton and Kacperczyk (2021), Do Investors Care about Carbon Risk?, Journal of Financial Economics 142(2)',
  revision: 1,
  compute: ({ panel }) => panel('EnvRating'),
});
