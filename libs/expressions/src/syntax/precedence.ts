/** How tightly each infix operator binds; the higher the tighter. `?:` is 0, a prefix operator 7, a call 9. */
export const precedenceOf: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '^': 8,
};

export const prefixPrecedence = 7;
export const powerPrecedence = 8;
export const atomPrecedence = 9;
