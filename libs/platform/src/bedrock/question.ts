import { createHash } from 'node:crypto';
import type { Static, TSchema } from 'typebox';
import type { Usage } from './answer.ts';

/** One question to a language model whose answer is forced into a schema. */
export interface Question<Schema extends TSchema = TSchema> {
  /** Instructions; identical for every document of one prompt version. */
  readonly system: string;
  /** The material, fenced. */
  readonly user: string;
  /** The tool the model must use; its input is the answer. Numeric ranges belong in {@link problems}, not in the schema. */
  readonly tool: { readonly name: string; readonly description: string; readonly schema: Schema };
  /** What is wrong with an answer that fits the schema (ranges, consistency), one sentence each. */
  readonly problems?: (value: Static<Schema>) => readonly string[];
  /** Most tokens of an answer; an answer cut off at this limit is an error. */
  readonly maxTokens: number;
}

/** An answer with everything needed to trace and to audit it. */
export interface Answer<Value = unknown> {
  readonly value: Value;
  readonly modelId: string;
  /** SHA-256 of instructions, tool and limits. */
  readonly promptHash: string;
  /** SHA-256 of the material. */
  readonly inputHash: string;
  /** The responses as they came: one, or two when the first had to be repaired. */
  readonly raw: readonly unknown[];
  /** Tokens of all calls together. */
  readonly usage: Usage;
}

/** A language model that answers questions in a schema. */
export interface LanguageModel {
  readonly modelId: string;
  ask<Schema extends TSchema>(question: Question<Schema>): Promise<Answer<Static<Schema>>>;
}

/** SHA-256 (hex) of everything about a question except its material: questions of one prompt share it. */
export function promptHashOf(question: Question): string {
  const { system, tool, maxTokens } = question;
  return sha256(JSON.stringify([system, tool.name, tool.description, tool.schema, maxTokens]));
}

/** SHA-256 (hex) of the material of a question. */
export function inputHashOf(question: Question): string {
  return sha256(question.user);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
