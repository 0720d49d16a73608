import type { Span } from '../errors.ts';

/** A formula as it is written: no name is looked up yet. */
export type Tree = NumberTree | NameTree | CallTree | UnaryTree | BinaryTree | ConditionalTree;

export interface NumberTree extends Span {
  readonly type: 'number';
  readonly value: number;
}

/** A field, an item, or a choice; quotes are taken off. */
export interface NameTree extends Span {
  readonly type: 'name';
  readonly name: string;
}

export interface CallTree extends Span {
  readonly type: 'call';
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly ArgumentTree[];
}

/** An argument of a call, `min=3` with its name. */
export interface ArgumentTree {
  readonly name?: string;
  readonly nameSpan?: Span;
  readonly value: Tree;
}

export interface UnaryTree extends Span {
  readonly type: 'unary';
  readonly operator: '-' | '+' | '!';
  readonly operand: Tree;
}

export interface BinaryTree extends Span {
  readonly type: 'binary';
  readonly operator: string;
  readonly operatorSpan: Span;
  readonly left: Tree;
  readonly right: Tree;
}

export interface ConditionalTree extends Span {
  readonly type: 'conditional';
  readonly condition: Tree;
  readonly then: Tree;
  readonly otherwise: Tree;
}
