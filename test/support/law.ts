// Runs a fast-check property on the same cases every time: a test that fails fails for everybody.
import fc from 'fast-check';

const SEED = 20_260_302;

export function law<Case>(property: fc.IProperty<Case>, cases = 1000): void {
  fc.assert(property, { seed: SEED, numRuns: cases });
}

/** The same for a property that has to be awaited. */
export async function asyncLaw<Case>(property: fc.IAsyncProperty<Case>, cases = 1000): Promise<void> {
  await fc.assert(property, { seed: SEED, numRuns: cases });
}
