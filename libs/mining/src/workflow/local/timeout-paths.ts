import type { AnyState, StateMachine } from '../states.ts';

/**
 * A definition whose `TimeoutSecondsPath`s the interpreter finds: it looks for them in what `Parameters` makes, where Step
 * Functions looks in the input of the state. The value travels in a parameter of its own.
 */
export function withTimeoutsInParameters(definition: StateMachine): StateMachine {
  const states = Object.entries(definition.States).map(([name, state]) => [name, moved(state)]);
  return { ...definition, States: Object.fromEntries(states) as StateMachine['States'] };
}

function moved(state: AnyState): AnyState {
  const { TimeoutSecondsPath: path } = state;
  if (path === undefined) return state;
  return {
    ...state,
    Parameters: { ...state.Parameters, 'StateSeconds.$': path },
    TimeoutSecondsPath: '$.StateSeconds',
  };
}
