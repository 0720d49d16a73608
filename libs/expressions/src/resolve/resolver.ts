import type { Dialect } from '../dialects/dialect.ts';
import type { Semantics } from '../dialects/semantics.ts';
import { outOfRange, unknownName, wrongArguments, wrongKind } from '../errors.ts';
import type { Expression } from '../expression.ts';
import type { Fields } from '../fields.ts';
import { foldNumbers } from '../graph/fold.ts';
import { valueOf, type ExpressionPool } from '../graph/pool.ts';
import type { Items } from '../items.ts';
import { findOperator, operatorNamed, operators } from '../operators/registry.ts';
import type { CallTree, Tree } from '../syntax/tree.ts';
import { bindCall } from './bind-call.ts';
import { resolveField } from './resolve-field.ts';
import { ofKind } from './argument-kind.ts';
import type { Argument } from '../operators/operator.ts';

/** What a formula is resolved against. */
export interface Scope {
  readonly pool: ExpressionPool;
  readonly dialect: Dialect;
  readonly semantics: Semantics;
  readonly fields: Fields;
  readonly items: Items;
}

const infixNames: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '^': 'pow',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
  '==': 'eq',
  '!=': 'ne',
  '&&': 'and',
  '||': 'or',
};

const comparisons = new Set(['lt', 'le', 'gt', 'ge', 'eq', 'ne']);

/** Looks up the names of a tree and makes expressions of it: the typed graph. */
export class Resolver {
  readonly text: string;
  readonly scope: Scope;

  constructor(text: string, scope: Scope) {
    this.text = text;
    this.scope = scope;
  }

  get pool(): ExpressionPool {
    return this.scope.pool;
  }

  /** Expression of a tree. */
  resolve(tree: Tree): Expression {
    switch (tree.type) {
      case 'number':
        return this.pool.number(tree.value);
      case 'name':
        return resolveField(this, tree);
      case 'call':
        return this.#call(tree);
      case 'unary':
        return this.#unary(tree.operator, tree.operand, tree);
      case 'binary':
        return this.make(infixNames[tree.operator]!, [tree.left, tree.right], [], tree);
      case 'conditional':
        return this.make('if', [tree.condition, tree.then, tree.otherwise], [], tree);
    }
  }

  /** Value of a tree that must be a number, such as a window. */
  number(tree: Tree, of: string): number {
    const expression = this.resolve(tree);
    if (expression.operator === 'number') return valueOf(expression);
    throw wrongKind(this.text, tree, `${of} must be a number that is known beforehand`, 'Write a constant, e.g. 20.');
  }

  /** The operator of a canonical name with the arguments of a call. */
  operator(name: string, call: CallTree): Expression {
    const { args, params } = bindCall(this, operatorNamed(name), call);
    return this.make(name, args, params, call);
  }

  /** The operator of a canonical name of trees, or of fields that stand for arguments left out. */
  make(
    name: string,
    args: readonly (Tree | Expression)[],
    params: readonly (number | string)[],
    whole: Tree,
  ): Expression {
    const operator = operatorNamed(name);
    const resolved = args.map((arg, at) => {
      const wanted = operator.args[Math.min(at, operator.args.length - 1)]!;
      return 'hash' in arg ? arg : this.#argument(wanted, arg, name);
    });
    if (resolved.length > 0 && resolved.every((arg) => arg.operator === 'number'))
      this.#checkConstants(name, resolved, whole);
    const made = this.pool.make(name, resolved, params);
    if (!comparisons.has(name) || this.scope.semantics.comparison === 'unknown') return made;
    const zero = this.pool.number(0);
    return this.pool.make('ne', [this.pool.make('fill', [made, zero]), zero]);
  }

  #argument(wanted: Argument, tree: Tree, operator: string): Expression {
    return ofKind(this.text, wanted, this.resolve(tree), tree, operator);
  }

  #call(call: CallTree): Expression {
    const name = call.name.toLowerCase();
    const { functions, name: dialect } = this.scope.dialect;
    const rule = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (typeof rule === 'function') {
      const made = rule(this, call);
      if (made !== undefined) return made;
    } else if (rule !== undefined) return this.operator(rule, call);
    const operator = findOperator(name);
    if (operator !== undefined) return this.operator(this.#meant(operator.name), call);
    const known = [...Object.keys(functions), ...operators.flatMap((entry) => [entry.name, ...entry.aliases])];
    const otherwise = `fm factors operators lists what the dialect ${dialect} has.`;
    throw unknownName(this.text, call.nameSpan, 'operator', call.name, known, otherwise);
  }

  /** The operator that a name of the registry means in this dialect. */
  #meant(name: string): string {
    if (this.scope.semantics.argmax === 'oldest-1') return name;
    if (name === 'ts_argmax') return 'days_since_max';
    return name === 'ts_argmin' ? 'days_since_min' : name;
  }

  #unary(operator: '-' | '+' | '!', operand: Tree, whole: Tree): Expression {
    if (operator === '+') {
      const same = this.resolve(operand);
      return same.operator === 'number' ? same : this.#argument({ name: 'x', kind: 'panel' }, operand, '+');
    }
    return this.make(operator === '-' ? 'neg' : 'not', [operand], [], whole);
  }

  /** Refuses operators of numbers only that give no number: they would be the same for every stock and day. */
  #checkConstants(name: string, args: readonly Expression[], whole: Tree): void {
    const value = foldNumbers(name, args.map(valueOf));
    if (value === undefined)
      throw wrongKind(
        this.text,
        whole,
        `${name} is given numbers only, and would be the same for every stock`,
        'Give it a panel such as close.',
      );
    if (!Number.isFinite(value))
      throw outOfRange(this.text, whole, `the constant is ${value}`, 'Write constants that have a finite value.');
  }

  /** A fault in the arguments of a call. */
  fault(call: CallTree, what: string, remedy: string): Error {
    return wrongArguments(this.text, call, what, remedy);
  }

  /** A number that an operator does not take. */
  range(tree: Tree, name: string, value: number, least: number, most: number, operator: string): Error {
    const what = `${name} of ${operator} is ${value}, and must be ${least} to ${most}`;
    const ahead = value < 1 && (operator === 'delay' || operator === 'delta');
    const remedy = ahead
      ? 'A lag of less than one session would look ahead.'
      : `Write a number from ${least} to ${most}.`;
    return outOfRange(this.text, tree, what, remedy);
  }
}
