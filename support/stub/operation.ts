/** What comes after a step: the next one, or nothing because the operation is over. */
export type Onward = 'go on' | 'stop';

/** One step of an operation. Throwing ends the operation with that error. */
export type Step<Context> = (context: Context) => Onward | Promise<Onward>;

/**
 * An ordered list of named steps, written as an object: the order of its keys is the order of the steps.
 * A release, a fault or a defect replaces a step by its name, so renaming a step breaks their compilation.
 */
export type Operation<Context, Name extends string> = Readonly<Record<Name, Step<Context>>>;

/** Runs an operation's steps in order. */
export async function perform<Context>(operation: Operation<Context, string>, context: Context): Promise<void> {
  for (const step of Object.values(operation)) {
    if ((await step(context)) === 'stop') return;
  }
}

/** The step that does nothing, for those who leave one out. */
export const leftOut: Step<unknown> = () => 'go on';
