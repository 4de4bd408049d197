import { UnexpectedAnswer } from '../../api/api-errors';

/**
 * Waits for a request that takes something away, or makes it ready for that. A 404 is no failure: somebody else was faster, like a
 * host that finishes its own delete, and what clean-up wants is so. Rejects with whatever else the request rejects with.
 */
export async function takeAway(request: Promise<void>): Promise<void> {
  try {
    await request;
  } catch (error) {
    if (!(error instanceof UnexpectedAnswer) || error.status !== 404) throw error;
  }
}
